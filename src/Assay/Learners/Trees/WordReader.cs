namespace Assay.Learners.Trees;

/// <summary>The words of a text in lower case: runs of letters and digits of at least two signs and at most 40.</summary>
internal ref struct WordReader(string? text)
{
    private const int Longest = 40;
    private readonly char[] word = new char[Longest];
    private int position;
    private int length;

    /// <summary>The word at hand, valid until the next step.</summary>
    public readonly ReadOnlySpan<char> Current => word.AsSpan(0, length);

    /// <summary>Lets <c>foreach</c> walk over the words.</summary>
    public readonly WordReader GetEnumerator() => this;

    /// <summary>Goes to the next word.</summary>
    public bool MoveNext()
    {
        while (position < (text?.Length ?? 0))
        {
            length = 0;
            while (position < text!.Length && char.IsLetterOrDigit(text[position]))
            {
                if (length < Longest)
                {
                    word[length++] = char.ToLowerInvariant(text[position]);
                }

                position++;
            }

            position++;
            if (length >= 2)
            {
                return true;
            }
        }

        return false;
    }
}
