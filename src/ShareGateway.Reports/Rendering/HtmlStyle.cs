namespace ShareGateway.Reports.Rendering;

/// <summary>How a report looks on a screen and on paper.</summary>
internal static class HtmlStyle
{
    public const string Css = """
        :root{color-scheme:light;--ink:#1c2733;--soft:#5a6b7b;--line:#d5dde5;--bar:#2f6f9f;--pale:#f3f6f9}
        *{box-sizing:border-box}
        body{margin:0;background:#e9eef2;color:var(--ink);font:15px/1.5 system-ui,"Segoe UI","Liberation Sans",Arial,sans-serif}
        main{max-width:62rem;margin:1.5rem auto;background:#fff;padding:2.5rem 3rem;box-shadow:0 1px 4px #0002}
        header{border-bottom:3px solid var(--bar);margin-bottom:1.5rem}
        h1{font-size:1.75rem;line-height:1.2;margin:0 0 .4rem}
        header p{margin:0 0 1rem;color:var(--soft)}
        h2{font-size:1.2rem;margin:2rem 0 .6rem;break-after:avoid}
        h3,caption{font-size:1rem;font-weight:600;text-align:left;margin:1.2rem 0 .4rem;break-after:avoid}
        caption{margin:0;padding:1.1rem 0 .4rem}
        p{margin:.5rem 0;max-width:48rem}
        .note{color:var(--soft);font-size:.87rem}
        dl{display:grid;grid-template-columns:minmax(9rem,max-content) 1fr;gap:.2rem 1.2rem;margin:.6rem 0}
        dt{color:var(--soft)}
        dd{margin:0;overflow-wrap:anywhere}
        .wide{overflow-x:auto}
        table{border-collapse:collapse;width:100%;font-size:.87rem;line-height:1.4}
        th,td{padding:.35rem .6rem;text-align:left;vertical-align:top;border-bottom:1px solid var(--line)}
        thead th{background:var(--pale);border-bottom:2px solid var(--line);font-weight:600}
        tr{break-inside:avoid}
        .n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
        figure{margin:1.2rem 0;break-inside:avoid}
        figcaption{font-weight:600;margin-bottom:.4rem}
        svg{display:block;width:100%;height:auto;max-width:52rem;font:12px system-ui,"Liberation Sans",Arial,sans-serif}
        footer{border-top:1px solid var(--line);margin-top:2.5rem;font-size:.87rem}
        footer h2{font-size:1rem;margin-top:1rem}
        @media(max-width:40rem){main{margin:0;padding:1.2rem}dl{grid-template-columns:1fr}dt{margin-top:.4rem}}
        @page{size:A4;margin:18mm 16mm}
        @media print{body{background:#fff;font-size:10pt}main{max-width:none;margin:0;padding:0;box-shadow:none}.wide{overflow:visible}.break{break-before:page}thead{display:table-header-group}}

        """;
}
