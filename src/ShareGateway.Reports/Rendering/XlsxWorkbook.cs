using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace ShareGateway.Reports.Rendering;

/// <summary>
/// A report as an Excel workbook (ECMA-376): a sheet with what it is and where it comes from, then a sheet per table. Texts are inline
/// strings and numbers are numbers; no cell is a formula.
/// </summary>
internal static class XlsxWorkbook
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string PackageRelations = "http://schemas.openxmlformats.org/package/2006/relationships";
    private const int LongestSheetName = 31;
    private const int WidestColumn = 60;

    // Zip keeps a time for each part; a fixed one keeps equal reports equal.
    private static readonly DateTimeOffset PartTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static byte[] Of(Report report)
    {
        var sheets = SheetsOf(report);
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "[Content_Types].xml", ContentTypes(sheets.Count));
            Add(zip, "_rels/.rels", $"<Relationships xmlns=\"{PackageRelations}\"><Relationship Id=\"r1\" Type=\"{Relations}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
            Add(zip, "xl/workbook.xml", Workbook(sheets));
            Add(zip, "xl/_rels/workbook.xml.rels", WorkbookRelations(sheets.Count));
            Add(zip, "xl/styles.xml", Styles);
            for (int i = 0; i < sheets.Count; i++)
            {
                Add(zip, FormattableString.Invariant($"xl/worksheets/sheet{i + 1}.xml"), Sheet(sheets[i]));
            }
        }

        return bytes.ToArray();
    }

    private static List<SheetContent> SheetsOf(Report report)
    {
        var about = new List<Cell[]> { new Cell[] { report.Title }, new Cell[] { report.Subtitle }, Array.Empty<Cell>() };
        foreach (var block in report.Blocks)
        {
            about.AddRange(block switch
            {
                FactsBlock { IsForPagesOnly: false } facts => facts.Facts.Select(fact => new[] { fact.Label, fact.Value }).Append([]),
                TextBlock text => [[text.Text]],
                _ => [],
            });
        }

        about.Add([]);
        about.AddRange(report.Provenance.Facts.Select(fact => new[] { fact.Label, fact.Value }));
        about.AddRange(report.Verification.Select(sentence => new Cell[] { sentence }));
        var sheets = new List<SheetContent> { new(SheetName(report.Title, []), about, HasHeading: false) };
        foreach (var table in report.Blocks.OfType<TableBlock>())
        {
            sheets.Add(new SheetContent(
                SheetName(table.Title, sheets.Select(sheet => sheet.Name)),
                [[.. table.Columns.Select(column => (Cell)column.SheetTitle)], .. table.Rows.Select(row => row.ToArray())],
                HasHeading: true));
        }

        return sheets;
    }

    /// <summary>31 characters at most, none of <c>[]:*?/\</c>, no name twice.</summary>
    private static string SheetName(string title, IEnumerable<string> taken)
    {
        string name = string.Concat(title.Select(c => c is '[' or ']' or ':' or '*' or '?' or '/' or '\\' ? ' ' : c)).Trim('\'', ' ');
        name = name.Length > LongestSheetName ? name[..LongestSheetName].TrimEnd() : name;
        for (int i = 2; taken.Contains(name, StringComparer.OrdinalIgnoreCase); i++)
        {
            string end = FormattableString.Invariant($" {i}");
            name = name[..Math.Min(name.Length, LongestSheetName - end.Length)] + end;
        }

        return name;
    }

    private static void Add(ZipArchive zip, string name, string xml)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
        entry.LastWriteTime = PartTime;
        using var stream = entry.Open();
        stream.Write(Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n" + xml));
    }

    private static string ContentTypes(int sheets)
    {
        const string Types = "application/vnd.openxmlformats-officedocument.spreadsheetml";
        var xml = new StringBuilder("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">");
        xml.Append("<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>");
        xml.Append(CultureInfo.InvariantCulture, $"<Override PartName=\"/xl/workbook.xml\" ContentType=\"{Types}.sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"{Types}.styles+xml\"/>");
        for (int i = 1; i <= sheets; i++)
        {
            xml.Append(CultureInfo.InvariantCulture, $"<Override PartName=\"/xl/worksheets/sheet{i}.xml\" ContentType=\"{Types}.worksheet+xml\"/>");
        }

        return xml.Append("</Types>").ToString();
    }

    private static string Workbook(List<SheetContent> sheets)
    {
        var xml = new StringBuilder($"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relations}\"><sheets>");
        for (int i = 0; i < sheets.Count; i++)
        {
            xml.Append(CultureInfo.InvariantCulture, $"<sheet name=\"{Escaped(sheets[i].Name)}\" sheetId=\"{i + 1}\" r:id=\"s{i + 1}\"/>");
        }

        return xml.Append("</sheets></workbook>").ToString();
    }

    private static string WorkbookRelations(int sheets)
    {
        var xml = new StringBuilder($"<Relationships xmlns=\"{PackageRelations}\"><Relationship Id=\"styles\" Type=\"{Relations}/styles\" Target=\"styles.xml\"/>");
        for (int i = 1; i <= sheets; i++)
        {
            xml.Append(CultureInfo.InvariantCulture, $"<Relationship Id=\"s{i}\" Type=\"{Relations}/worksheet\" Target=\"worksheets/sheet{i}.xml\"/>");
        }

        return xml.Append("</Relationships>").ToString();
    }

    private static string Styles =>
        $"<styleSheet xmlns=\"{Main}\"><fonts count=\"2\"><font><sz val=\"10\"/><name val=\"Arial\"/></font><font><b/><sz val=\"10\"/><name val=\"Arial\"/></font></fonts>"
        + "<fills count=\"3\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill>"
        + "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFE3EBF2\"/></patternFill></fill></fills>"
        + "<borders count=\"1\"><border/></borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs>"
        + "<cellXfs count=\"3\"><xf applyAlignment=\"1\"><alignment vertical=\"top\" wrapText=\"1\"/></xf>"
        + "<xf fontId=\"1\" fillId=\"2\" applyFont=\"1\" applyFill=\"1\" applyAlignment=\"1\"><alignment vertical=\"top\" wrapText=\"1\"/></xf>"
        + "<xf numFmtId=\"3\" applyNumberFormat=\"1\" applyAlignment=\"1\"><alignment vertical=\"top\"/></xf></cellXfs></styleSheet>";

    private static string Sheet(SheetContent sheet)
    {
        int columns = sheet.Rows.Max(row => row.Length);
        var xml = new StringBuilder($"<worksheet xmlns=\"{Main}\">");
        if (sheet.HasHeading)
        {
            xml.Append("<sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>");
        }

        xml.Append("<cols>");
        for (int i = 0; i < columns; i++)
        {
            int width = Math.Clamp(sheet.Rows.Where(row => i < row.Length && (sheet.HasHeading || row.Length > 1)).Select(row => row[i].Sheet.Length).DefaultIfEmpty(10).Max() + 2, 10, WidestColumn);
            xml.Append(CultureInfo.InvariantCulture, $"<col min=\"{i + 1}\" max=\"{i + 1}\" width=\"{width}\" customWidth=\"1\"/>");
        }

        xml.Append("</cols><sheetData>");
        for (int i = 0; i < sheet.Rows.Count; i++)
        {
            xml.Append(CultureInfo.InvariantCulture, $"<row r=\"{i + 1}\">");
            for (int j = 0; j < sheet.Rows[i].Length; j++)
            {
                xml.Append(CellXml(sheet.Rows[i][j], i, j, sheet.HasHeading && i == 0));
            }

            xml.Append("</row>");
        }

        xml.Append("</sheetData>");
        if (sheet.HasHeading && sheet.Rows.Count > 1)
        {
            xml.Append(CultureInfo.InvariantCulture, $"<autoFilter ref=\"A1:{ColumnName(columns - 1)}{sheet.Rows.Count}\"/>");
        }

        return xml.Append("<pageSetup orientation=\"landscape\" paperSize=\"9\" fitToHeight=\"0\"/></worksheet>").ToString();
    }

    private static string CellXml(Cell cell, int row, int column, bool isHeading)
    {
        string at = FormattableString.Invariant($"{ColumnName(column)}{row + 1}");
        return cell.IsNumber
            ? $"<c r=\"{at}\" s=\"2\"><v>{cell.Raw}</v></c>"
            : $"<c r=\"{at}\" s=\"{(isHeading ? 1 : 0)}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{Escaped(CellGuard.Text(cell.Sheet))}</t></is></c>";
    }

    private static string ColumnName(int column) => column < 26 ? ((char)('A' + column)).ToString() : ColumnName((column / 26) - 1) + (char)('A' + (column % 26));

    private static string Escaped(string text) => System.Security.SecurityElement.Escape(string.Concat(text.Where(XmlConvert.IsXmlChar)));

    private sealed record SheetContent(string Name, List<Cell[]> Rows, bool HasHeading);
}
