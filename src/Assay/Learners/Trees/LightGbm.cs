using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Assay.Learners.Trees;

/// <summary>The part of LightGBM 4.7's C interface that we use. Source: include/LightGBM/c_api.h.</summary>
internal static unsafe partial class LightGbm
{
    private const string Library = "lib_lightgbm";

    /// <summary>Fails with what to install when the native library cannot be loaded; does nothing otherwise.</summary>
    /// <exception cref="AssayException"><c>model.native-library-missing</c>.</exception>
    public static void Require()
    {
        try
        {
            // Log levels and sinks belong to the calling thread, so every entry silences its own.
            Check(LGBM_RegisterLogCallback(&Ignore));

            // The number of threads is one variable of the whole library: another call that leaves it open, at the wrong moment, lets rows be
            // pushed by more threads than a table has buffers for, and the process dies. Every fit here is of one thread, so never more.
            Check(LGBM_SetMaxThreads(1));
        }
        catch (Exception error) when (error is DllNotFoundException or BadImageFormatException or EntryPointNotFoundException)
        {
            throw new AssayException("model.native-library-missing", Missing(error.Message), error);
        }
    }

    /// <summary>Throws LightGBM's own message when a call did not return 0.</summary>
    public static void Check(int result)
    {
        if (result != 0)
        {
            throw new InvalidOperationException($"LightGBM: {Marshal.PtrToStringUTF8(LGBM_GetLastError())}");
        }
    }

    /// <summary>Parameters in LightGBM's own form: <c>name=value</c>, blanks between.</summary>
    public static string Text(IEnumerable<KeyValuePair<string, string>> parameters) =>
        string.Join(' ', parameters.Select(p => $"{p.Key}={p.Value}"));

    /// <summary>A number as LightGBM reads it.</summary>
    public static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    internal static string Missing(string reason) =>
        "Boosted trees need the native library lib_lightgbm, which could not be loaded. "
        + (OperatingSystem.IsLinux()
            ? "It needs the system library libgomp1: run `apt-get install libgomp1` (Debian, Ubuntu) or `dnf install libgomp` (Fedora) and try again. "
            : "It needs OpenMP's run-time library (Windows: the Visual C++ redistributable; macOS: `brew install libomp`). ")
        + $"The system said: {reason}";

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Ignore(byte* message)
    {
    }

    [LibraryImport(Library)]
    internal static partial int LGBM_RegisterLogCallback(delegate* unmanaged[Cdecl]<byte*, void> callback);

    [LibraryImport(Library)]
    internal static partial int LGBM_SetMaxThreads(int threads);

    [LibraryImport(Library)]
    internal static partial nint LGBM_GetLastError();

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int LGBM_DatasetCreateFromSampledColumn(
        double** sampleData, int** sampleIndices, int columns, int* countOfColumn, int sampledRows, int localRows, long totalRows, string parameters, out nint handle);

    [LibraryImport(Library)]
    internal static partial int LGBM_DatasetPushRows(BinsHandle bins, double* data, int dataType, int rows, int columns, int startRow);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int LGBM_DatasetGetSubset(BinsHandle bins, int* rows, int count, string parameters, out nint handle);

    [LibraryImport(Library)]
    internal static partial int LGBM_DatasetCreateByReference(BinsHandle bins, long rows, out nint handle);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int LGBM_DatasetSetField(BinsHandle bins, string name, void* data, int count, int type);

    [LibraryImport(Library)]
    internal static partial int LGBM_DatasetFree(nint handle);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int LGBM_BoosterCreate(BinsHandle train, string parameters, out nint handle);

    [LibraryImport(Library)]
    internal static partial int LGBM_BoosterAddValidData(BoosterHandle booster, BinsHandle validation);

    [LibraryImport(Library)]
    internal static partial int LGBM_BoosterUpdateOneIter(BoosterHandle booster, out int finished);

    [LibraryImport(Library)]
    internal static partial int LGBM_BoosterGetPredict(BoosterHandle booster, int dataIndex, out long length, double* predicted);

    [LibraryImport(Library)]
    internal static partial int LGBM_BoosterSaveModelToString(
        BoosterHandle booster, int firstIteration, int iterations, int importance, long capacity, out long length, byte* text);

    [LibraryImport(Library)]
    internal static partial int LGBM_BoosterFree(nint handle);

    [LibraryImport(Library)]
    internal static partial int LGBM_BoosterLoadModelFromString(byte* text, out int iterations, out nint handle);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int LGBM_BoosterPredictForMat(
        BoosterHandle booster, double* data, int dataType, int rows, int columns, int rowMajor, int kind, int first, int iterations, string parameters, out long length, double* predicted);

    /// <summary>The model as LightGBM's own text, its first so many rounds.</summary>
    internal static string ModelText(BoosterHandle booster, int rounds)
    {
        Check(LGBM_BoosterSaveModelToString(booster, 0, rounds, 0, 0, out var length, null));
        var text = new byte[length];
        fixed (byte* start = text)
        {
            Check(LGBM_BoosterSaveModelToString(booster, 0, rounds, 0, length, out length, start));
        }

        return Encoding.UTF8.GetString(text, 0, (int)length - 1);
    }
}
