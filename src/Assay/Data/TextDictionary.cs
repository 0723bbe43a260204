using System.Text;

namespace Assay.Data;

/// <summary>Gives every distinct text a number in order of first sight; looks up by UTF-8 bytes so that a repeated text makes no object.</summary>
internal sealed class TextDictionary
{
    private readonly List<byte[]> pages = [];
    private int[] slots = new int[1024];
    private ulong[] hashes = new ulong[512];
    private (int Page, int Offset, int Length)[] places = new (int, int, int)[512];
    private int pageUsed;

    /// <summary>The number of distinct texts.</summary>
    public int Count { get; private set; }

    /// <summary>The number of this text, a new one if it was never seen, and its cell hash.</summary>
    public int CodeOf(ReadOnlySpan<byte> text, out ulong hash)
    {
        hash = CellHash.OfText(text);
        var mask = slots.Length - 1;
        for (var slot = (int)hash & mask; ; slot = (slot + 1) & mask)
        {
            var code = slots[slot] - 1;
            if (code < 0)
            {
                return Add(text, hash, slot);
            }

            if (hashes[code] == hash && TextOf(code).SequenceEqual(text))
            {
                return code;
            }
        }
    }

    /// <summary>All texts in code order.</summary>
    public string[] ToStrings()
    {
        var texts = new string[Count];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = Encoding.UTF8.GetString(TextOf(i));
        }

        return texts;
    }

    /// <summary>The cell hash of a text.</summary>
    public ulong HashOf(int code) => hashes[code];

    /// <summary>A text's UTF-8 bytes.</summary>
    public ReadOnlySpan<byte> TextOf(int code) => pages[places[code].Page].AsSpan(places[code].Offset, places[code].Length);

    private int Add(ReadOnlySpan<byte> text, ulong hash, int slot)
    {
        if (Count == places.Length)
        {
            Array.Resize(ref places, Count * 2);
            Array.Resize(ref hashes, Count * 2);
        }

        if (pages.Count == 0 || pageUsed + text.Length > pages[^1].Length)
        {
            pages.Add(new byte[Math.Max(pages.Count == 0 ? 4096 : 1 << 18, text.Length)]);
            pageUsed = 0;
        }

        text.CopyTo(pages[^1].AsSpan(pageUsed));
        places[Count] = (pages.Count - 1, pageUsed, text.Length);
        pageUsed += text.Length;
        hashes[Count] = hash;
        slots[slot] = ++Count;
        if (Count * 2 > slots.Length)
        {
            Grow();
        }

        return Count - 1;
    }

    private void Grow()
    {
        slots = new int[slots.Length * 2];
        var mask = slots.Length - 1;
        for (var code = 0; code < Count; code++)
        {
            var slot = (int)hashes[code] & mask;
            while (slots[slot] != 0)
            {
                slot = (slot + 1) & mask;
            }

            slots[slot] = code + 1;
        }
    }
}
