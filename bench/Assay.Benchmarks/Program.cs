Console.WriteLine("Assay benchmarks");
