namespace ShareGateway.Reports.Rendering;

/// <summary>Breaks a text into lines: at spaces, and inside a word only when it is wider than a line, as hashes and keys are. A no-break space never breaks.</summary>
internal static class TextLines
{
    /// <param name="text">Lines end at <c>\n</c>.</param>
    /// <param name="width">Of a line.</param>
    /// <param name="measure">The width of a part.</param>
    public static IReadOnlyList<string> Of(string text, double width, Func<string, double> measure)
    {
        var lines = new List<string>();
        foreach (string paragraph in text.Split('\n'))
        {
            string line = "";
            foreach (string word in paragraph.Split(' '))
            {
                string longer = line.Length == 0 ? word : line + " " + word;
                if (measure(longer) <= width)
                {
                    line = longer;
                    continue;
                }

                if (line.Length > 0)
                {
                    lines.Add(line);
                }

                line = AddParts(lines, word, width, measure);
            }

            lines.Add(line);
        }

        return lines;
    }

    /// <summary>Adds the full lines of a word that is too wide and gives what is left.</summary>
    private static string AddParts(List<string> lines, string word, double width, Func<string, double> measure)
    {
        while (measure(word) > width && word.Length > 1)
        {
            int fits = 1;
            for (int step = word.Length; step > 0; step /= 2)
            {
                while (fits + step < word.Length && measure(word[..(fits + step)]) <= width)
                {
                    fits += step;
                }
            }

            // Better after a mark that parts words than in the middle of one.
            int mark = word.AsSpan(0, fits).LastIndexOfAny("-_/:.");
            int cut = mark > 0 && mark >= fits / 2 ? mark + 1 : fits;
            lines.Add(word[..cut]);
            word = word[cut..];
        }

        return word;
    }
}
