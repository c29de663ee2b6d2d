using System.Text;
using CsCheck;
using ShareGateway.Privacy.Transforms;

namespace ShareGateway.Privacy.Tests.Transforms;

/// <summary>What holds for every transform of the catalogue: the cell contract of <c>src/ShareGateway.Privacy/README.md</c>, rule by rule.</summary>
public sealed class CellContractTests
{
    /// <summary>Each transform with each of its ways; a new one must be added here before the suite is green.</summary>
    private static readonly string[] Specs =
    [
        "reveal", "mask", "mask keepFirst=1 keepLast=1", "generalise to=year", "generalise to=month", "generalise band=10", "generalise keepFirst=2",
        "pseudonymise", "blank", "drop",
    ];

    private static readonly string[] Spoilt = ["61c3", "ff", "eda080"];

    public static TheoryData<string, FieldType> Pairs =>
        [.. from spec in Specs from type in Enum.GetValues<FieldType>() where Check(spec, type) select (spec, type)];

    [Fact]
    public void Every_transform_takes_part()
    {
        Assert.Equal(TransformCatalogue.All.Select(definition => definition.Name).Order(), Specs.Select(spec => Cells.Spec(spec).Name).Distinct().Order());
        Assert.Equal(32, Pairs.Count);
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Null_stays_null_or_is_blanked_or_dropped(string spec, FieldType type)
    {
        string expected = spec == "drop" ? Cells.Failed : spec == "blank" && type is FieldType.Text ? "\"\"" : "null";

        Assert.Equal(expected, Cells.Apply(spec, type, "null"));
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void No_value_is_never_something(string spec, FieldType type) => Assert.Equal(Cells.Failed, Cells.Apply(spec, type, "none"));

    [Theory]
    [MemberData(nameof(Pairs))]
    public void What_does_not_fit_the_declared_type_is_never_delivered(string spec, FieldType type)
    {
        var transform = Cells.Create(spec, type);
        Gen.OneOf(AnyCell(Samples.Text), AnyCell(Samples.Number), AnyCell(Samples.DateLike)).Sample(cell =>
        {
            if (!FieldTypes.Fits(type, new Cell(cell.Kind, cell.Bytes)))
            {
                var output = new CellBuffer();
                bool done = transform.TryApply(new Cell(cell.Kind, cell.Bytes), output);
                Assert.Equal(spec == "blank" && cell.Kind is not CellKind.None, done);
                Assert.True(output.Bytes.IsEmpty);
            }
        });
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Success_delivers_a_cell_of_the_announced_type_and_failure_nothing(string spec, FieldType type)
    {
        var transform = Cells.Create(spec, type);
        var announced = TransformCatalogue.Find(Cells.Spec(spec).Name)!.OutputType(Cells.Spec(spec), type);
        int delivered = 0;
        ValuesOf(type).Sample(cell =>
        {
            var output = new CellBuffer();
            if (transform.TryApply(new Cell(cell.Kind, cell.Bytes), output))
            {
                delivered++;
                Assert.True(FieldTypes.Fits(announced, new Cell(output.Kind, output.Bytes)));
            }
            else
            {
                Assert.Equal(CellKind.None, output.Kind);
                Assert.True(output.Bytes.IsEmpty);
            }
        }, threads: 1);

        Assert.Equal(spec != "drop", delivered > 0);
    }

    [Theory] // I5
    [MemberData(nameof(Pairs))]
    public void Only_reveal_ever_delivers_the_original(string spec, FieldType type)
    {
        var transform = Cells.Create(spec, type);
        ValuesOf(type).Sample(cell =>
        {
            var output = new CellBuffer();
            bool isOriginal = transform.TryApply(new Cell(cell.Kind, cell.Bytes), output)
                && output.Kind == cell.Kind && output.Bytes.SequenceEqual(cell.Bytes);
            bool saysNothing = cell.Kind is CellKind.Text && cell.Bytes.Length == 0; // empty text masked is empty text
            Assert.True(!isOriginal || saysNothing || spec == "reveal");
        });
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void No_cell_leaves_a_trace_in_the_next(string spec, FieldType type)
    {
        var transform = Cells.Create(spec, type);
        Gen.Select(ValuesOf(type), ValuesOf(type)).Sample((first, second) =>
        {
            var used = new CellBuffer();
            var fresh = new CellBuffer();
            transform.TryApply(new Cell(first.Kind, first.Bytes), used);
            used.Clear();

            bool again = transform.TryApply(new Cell(second.Kind, second.Bytes), used);
            bool once = transform.TryApply(new Cell(second.Kind, second.Bytes), fresh);

            Assert.Equal(once, again);
            Assert.Equal(fresh.Kind, used.Kind);
            Assert.True(fresh.Bytes.SequenceEqual(used.Bytes));
        });
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Ill_formed_text_is_never_delivered(string spec, FieldType type)
    {
        var transform = Cells.Create(spec, type);
        foreach (string hex in Spoilt)
        {
            var output = new CellBuffer();
            Assert.Equal(spec == "blank", transform.TryApply(new Cell(CellKind.Text, Convert.FromHexString(hex)), output));
            Assert.True(output.Bytes.IsEmpty);
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void No_value_allocates(string spec, FieldType type)
    {
        var transform = Cells.Create(spec, type);
        var output = new CellBuffer();
        Cell cell = type switch
        {
            FieldType.Text => new Cell(CellKind.Text, "N\u0303guye\u0302\u0303n \u00c9lodie 0123456789 0123456789"u8),
            FieldType.Integer => new Cell(CellKind.Number, "1234567"u8),
            FieldType.Number => new Cell(CellKind.Number, "-1234.567e2"u8),
            FieldType.Boolean => new Cell(CellKind.True, []),
            FieldType.Date => new Cell(CellKind.Text, "2026-10-31"u8),
            FieldType.Time => new Cell(CellKind.Text, "09:30:00"u8),
            _ => new Cell(CellKind.Text, "2026-10-31T09:30:00Z"u8),
        };
        Run(transform, cell, output); // grows the buffer, fills the pools

        long before = GC.GetAllocatedBytesForCurrentThread();
        Run(transform, cell, output);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Long_text_does_not_allocate_either()
    {
        byte[] text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("\u00e9", 5000)));
        var transform = Cells.Create("mask keepFirst=2", FieldType.Text);
        var output = new CellBuffer();
        Run(transform, new Cell(CellKind.Text, text), output);

        long before = GC.GetAllocatedBytesForCurrentThread();
        Run(transform, new Cell(CellKind.Text, text), output);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void Run(FieldTransform transform, in Cell cell, CellBuffer output)
    {
        for (int i = 0; i < 100; i++)
        {
            output.Clear();
            transform.TryApply(cell, output);
        }
    }

    private static bool Check(string spec, FieldType type) =>
        TransformCatalogue.Find(Cells.Spec(spec).Name)!.Check(Cells.Spec(spec), type).IsEmpty;

    private static Gen<(CellKind Kind, byte[] Bytes)> ValuesOf(FieldType type) => type switch
    {
        FieldType.Text => Samples.Text.Select(text => (CellKind.Text, Encoding.UTF8.GetBytes(text))),
        FieldType.Date => Samples.DateLike.Select(text => (CellKind.Text, Encoding.UTF8.GetBytes(text))),
        FieldType.Timestamp => Samples.DateLike.Select(text => (CellKind.Text, Encoding.UTF8.GetBytes(text.Length == 10 ? text + "T10:00:00Z" : text))),
        FieldType.Time => Gen.OneOf(Gen.Const("09:30:00"), Gen.Const("23:59:59.5Z"), Gen.Const("09:30"), Gen.Const("24:00:00")).Select(text => (CellKind.Text, Encoding.UTF8.GetBytes(text))),
        FieldType.Boolean => Gen.OneOf(CellKind.True, CellKind.False).Select(kind => (kind, Array.Empty<byte>())),
        _ => Samples.Number.Select(text => (CellKind.Number, Encoding.UTF8.GetBytes(text))),
    };

    private static Gen<(CellKind Kind, byte[] Bytes)> AnyCell(Gen<string> text) =>
        Gen.Select(Gen.Enum<CellKind>(), text).Select((kind, bytes) => (kind, kind is CellKind.Text or CellKind.Number ? Encoding.UTF8.GetBytes(bytes) : []));
}
