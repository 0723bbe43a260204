using System.Text;
using Assay.Language.Python;

namespace Assay.Language.Models;

/// <summary>The byte-pair tokenizer of llama2.c: the best-scoring pair of neighbours is joined until none is left.</summary>
/// <remarks>Source: the file format and rules of karpathy/llama2.c. Token 1 begins a text, 2 ends it; tokens 3 to 258 are the bytes.</remarks>
internal sealed class LlamaTokenizer
{
    private readonly string[] pieces;
    private readonly float[] scores;
    private readonly Dictionary<string, int> ids = new(StringComparer.Ordinal);

    private LlamaTokenizer(string[] pieces, float[] scores)
    {
        this.pieces = pieces;
        this.scores = scores;
        for (var i = 0; i < pieces.Length; i++)
        {
            ids.TryAdd(pieces[i], i);
        }
    }

    /// <summary>Reads a file: the longest piece, then score, length and bytes of every piece.</summary>
    public static LlamaTokenizer Read(string path, int vocabulary)
    {
        using var reader = new BinaryReader(File.OpenRead(path));
        reader.ReadInt32();
        var pieces = new string[vocabulary];
        var scores = new float[vocabulary];
        for (var i = 0; i < vocabulary; i++)
        {
            scores[i] = reader.ReadSingle();
            pieces[i] = Encoding.UTF8.GetString(reader.ReadBytes(reader.ReadInt32()));
        }

        return new LlamaTokenizer(pieces, scores);
    }

    /// <summary>The tokens of a text, without the one that begins it; none for an empty text.</summary>
    public List<int> Encode(string text)
    {
        var tokens = new List<int>();
        if (text.Length == 0)
        {
            return tokens;
        }

        tokens.Add(ids[" "]);
        foreach (var point in CodePoints.Split(text))
        {
            if (ids.TryGetValue(point, out var id))
            {
                tokens.Add(id);
            }
            else
            {
                tokens.AddRange(Encoding.UTF8.GetBytes(point).Select(b => b + 3));
            }
        }

        Join(tokens);
        return tokens;
    }

    /// <summary>The text of tokens; the space a text begins with is left out after token 1.</summary>
    public string Decode(IEnumerable<int> tokens, int before = 1)
    {
        var octets = new List<byte>();
        foreach (var token in tokens)
        {
            var piece = pieces[token];
            piece = before == 1 && piece.StartsWith(' ') ? piece[1..] : piece;
            octets.AddRange(piece is ['<', '0', 'x', var high, var low, '>'] ? [Convert.ToByte($"{high}{low}", 16)] : Encoding.UTF8.GetBytes(piece));
            before = token;
        }

        return Encoding.UTF8.GetString([.. octets]);
    }

    // What each pair of neighbours would be is kept, so a step looks up two new pairs and not all of them.
    private void Join(List<int> tokens)
    {
        int Pair(int at) => at >= 0 && at + 1 < tokens.Count && ids.TryGetValue(pieces[tokens[at]] + pieces[tokens[at + 1]], out var id) ? id : -1;
        var pairs = Enumerable.Range(0, tokens.Count).Select(Pair).ToList();
        while (true)
        {
            var (best, at) = (float.NegativeInfinity, -1);
            for (var i = 0; i < pairs.Count; i++)
            {
                if (pairs[i] >= 0 && scores[pairs[i]] > best)
                {
                    (best, at) = (scores[pairs[i]], i);
                }
            }

            if (at < 0)
            {
                return;
            }

            tokens[at] = pairs[at];
            tokens.RemoveAt(at + 1);
            pairs.RemoveAt(at + 1);
            pairs[at] = Pair(at);
            if (at > 0)
            {
                pairs[at - 1] = Pair(at - 1);
            }
        }
    }
}
