global using Assay.Shared;
global using Xunit;
