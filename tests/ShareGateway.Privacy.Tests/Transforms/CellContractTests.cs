using System.Collections.Immutable;
using System.Text;
using CsCheck;
using ShareGateway.Privacy.Canonical;
using ShareGateway.Privacy.Transforms;

namespace ShareGateway.Privacy.Tests.Transforms;

/// <summary>What holds for every transform of the catalogue: the cell contract of <c>src/ShareGateway.Privacy/README.md</c>, rule by rule.</summary>
public sealed class CellContractTests
{
    private static readonly string[] Spoilt = ["61c3", "ff", "eda080"];

    /// <summary>Each way of each transform, with each type and form that it fits: whatever the catalogue lists takes part.</summary>
    public static TheoryData<string, FieldType, CanonicalForm> Ways =>
    [
        .. from definition in TransformCatalogue.All
           from spec in definition.Examples
           from type in definition.Types
           from form in FormsOf(definition, type)
           where definition.Check(spec, type, form).IsEmpty
           select (Cells.Written(spec), type, form),
    ];

    [Fact]
    public void Every_way_of_every_transform_takes_part()
    {
        var taking = Ways.Select(way => way.Data.Item1).ToHashSet();

        Assert.All(TransformCatalogue.All, definition => Assert.NotEmpty(definition.Examples));
        Assert.DoesNotContain(TransformCatalogue.All.SelectMany(definition => definition.Examples).Select(Cells.Written), spec => !taking.Contains(spec));
        Assert.All(
            TransformCatalogue.All,
            definition => Assert.DoesNotContain(definition.Parameters, parameter => parameter.Default is null && !definition.Examples.Any(spec => spec.Parameters.ContainsKey(parameter.Name))));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Null_stays_null_unless_nothing_is_to_show(string spec, FieldType type, CanonicalForm form)
    {
        var definition = Definition(spec);
        string delivered = Cells.Apply(spec, type, "null", form);

        Assert.True(spec == "drop" ? delivered == Cells.Failed : definition.SaysNothing || delivered == "null", delivered);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void What_says_nothing_says_the_same_of_everything(string spec, FieldType type, CanonicalForm form)
    {
        if (Definition(spec).SaysNothing)
        {
            string said = Cells.Apply(spec, type, "null", form);
            var transform = Cells.Create(spec, type, form);
            ValuesOf(type, form).Where(cell => FieldTypes.Fits(type, new Cell(cell.Kind, cell.Bytes)))
                .Sample(cell => Assert.Equal(said, Cells.Apply(transform, cell.Kind, cell.Bytes)), iter: Iterations);
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void No_value_is_never_something(string spec, FieldType type, CanonicalForm form) => Assert.Equal(Cells.Failed, Cells.Apply(spec, type, "none", form));

    [Theory]
    [MemberData(nameof(Ways))]
    public void What_does_not_fit_the_declared_type_is_never_delivered(string spec, FieldType type, CanonicalForm form)
    {
        var transform = Cells.Create(spec, type, form);
        Gen.OneOf(AnyCell(Samples.Text), AnyCell(Samples.Number), AnyCell(Samples.DateLike), AnyCell(Samples.Of(form))).Sample(cell =>
        {
            if (!FieldTypes.Fits(type, new Cell(cell.Kind, cell.Bytes)))
            {
                Assert.Equal(Cells.Failed, Cells.Apply(transform, cell.Kind, cell.Bytes));
            }
        }, iter: Iterations);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Success_delivers_a_cell_of_the_announced_type_and_failure_nothing(string spec, FieldType type, CanonicalForm form)
    {
        var transform = Cells.Create(spec, type, form);
        var announced = Definition(spec).OutputType(Cells.Spec(spec), type);
        int delivered = 0;
        ValuesOf(type, form).Sample(cell =>
        {
            var output = new CellBuffer();
            if (transform.TryApply(new Cell(cell.Kind, cell.Bytes), "C-1"u8, output))
            {
                delivered++;
                Assert.True(FieldTypes.Fits(announced, new Cell(output.Kind, output.Bytes)));
            }
            else
            {
                Assert.Equal(CellKind.None, output.Kind);
                Assert.True(output.Bytes.IsEmpty);
            }
        }, iter: 400, threads: 1);

        Assert.Equal(spec != "drop", delivered > 0);
    }

    [Theory] // I5
    [MemberData(nameof(Ways))]
    public void Only_what_says_so_may_deliver_the_original(string spec, FieldType type, CanonicalForm form)
    {
        var definition = Definition(spec);
        var transform = Cells.Create(spec, type, form);
        if (definition.MayKeepValue || definition.SaysNothing)
        {
            return;
        }

        ValuesOf(type, form).Sample(cell =>
        {
            var output = new CellBuffer();
            bool isOriginal = transform.TryApply(new Cell(cell.Kind, cell.Bytes), "C-1"u8, output)
                && output.Kind == cell.Kind && output.Bytes.SequenceEqual(cell.Bytes);
            bool showsNothing = cell.Kind is CellKind.Text && !cell.Bytes.AsSpan().ContainsAnyExcept("- .*"u8); // empty text masked is empty text
            Assert.True(!isOriginal || showsNothing, Encoding.UTF8.GetString(cell.Bytes));
        }, iter: Iterations);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void No_cell_leaves_a_trace_in_the_next(string spec, FieldType type, CanonicalForm form)
    {
        var transform = Cells.Create(spec, type, form);
        Gen.Select(ValuesOf(type, form), ValuesOf(type, form)).Sample((first, second) =>
        {
            var used = new CellBuffer();
            transform.TryApply(new Cell(first.Kind, first.Bytes), "C-1"u8, used);
            used.Clear();
            bool again = transform.TryApply(new Cell(second.Kind, second.Bytes), "C-1"u8, used);

            var fresh = new CellBuffer();
            Assert.Equal(transform.TryApply(new Cell(second.Kind, second.Bytes), "C-1"u8, fresh), again);
            Assert.Equal(fresh.Kind, used.Kind);
            Assert.True(fresh.Bytes.SequenceEqual(used.Bytes));
        }, iter: Iterations);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Ill_formed_text_is_never_delivered(string spec, FieldType type, CanonicalForm form) =>
        Assert.All(Spoilt, hex => Assert.Equal(Cells.Failed, Cells.Apply(Cells.Create(spec, type, form), CellKind.Text, Convert.FromHexString(hex))));

    [Theory]
    [MemberData(nameof(Ways))]
    public void Two_spellings_of_one_value_have_one_stand_in(string spec, FieldType type, CanonicalForm form)
    {
        if (!Definition(spec).NeedsKey || Definition(spec).MayKeepValue || type is not FieldType.Text)
        {
            return;
        }

        var (one, other) = form switch
        {
            CanonicalForm.Digits => ("0123456789", " 0123456789\u00a0"),
            CanonicalForm.Card => ("4111111111111111", "4111 1111-1111 1111"),
            CanonicalForm.Iban => ("FR1420041010050500013M02606", "fr14 2004 1010 0505 0001 3m02 606"),
            _ => ("\u00c9lodie", "E\u0301lodie "),
        };

        string standIn = Cells.Apply(spec, type, $"\"{one}\"", form);
        Assert.NotEqual(Cells.Failed, standIn);
        Assert.Equal(standIn, Cells.Apply(spec, type, $"\"{other}\"", form));
    }

    [Theory] // fails closed
    [MemberData(nameof(Ways))]
    public void Without_a_person_what_asks_for_one_delivers_nothing(string spec, FieldType type, CanonicalForm form)
    {
        var transform = Cells.Create(spec, type, form);
        if (!transform.AsksSubject)
        {
            return;
        }

        string value = type switch { FieldType.Date => "\"2026-01-02\"", FieldType.Timestamp => "\"2026-01-02T03:04:05Z\"", _ => "7" };
        Assert.NotEqual(Cells.Failed, Cells.Apply(transform, value));
        Assert.Equal(Cells.Failed, Cells.Apply(transform, value, subject: ""));
        Assert.False(transform.TryApply(new Cell(Cells.Parse(value, out byte[] bytes), bytes), new CellBuffer()));
        Assert.Equal("null", Cells.Apply(transform, "null", subject: ""));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void No_value_allocates(string spec, FieldType type, CanonicalForm form)
    {
        var transform = Cells.Create(spec, type, form);
        var output = new CellBuffer();
        byte[][] values = [.. Typical(type, form, spec).Select(Encoding.UTF8.GetBytes)];
        var kind = type is FieldType.Integer or FieldType.Number ? CellKind.Number : type is FieldType.Boolean ? CellKind.True : CellKind.Text;
        Run(); // grows the buffer, fills the pools

        long before = GC.GetAllocatedBytesForCurrentThread();
        Run();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Run()
        {
            for (int i = 0; i < 100; i++)
            {
                output.Clear();
                transform.TryApply(new Cell(kind, kind is CellKind.True ? [] : values[i % values.Length]), "C-1"u8, output);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Each_way_is_said_in_both_languages(string spec, FieldType type, CanonicalForm form)
    {
        _ = (type, form);
        string english = Definition(spec).Describe(Cells.Spec(spec), "en");
        string french = Definition(spec).Describe(Cells.Spec(spec), "fr");

        Assert.All([english, french], text => Assert.DoesNotMatch(@"^$|\.$|  |\{", text));
        Assert.NotEqual(english, french);
    }

    [Fact]
    public void Of_two_ways_at_most_one_is_within_the_other()
    {
        foreach (var definition in TransformCatalogue.All)
        {
            foreach (var (one, other) in definition.Examples.SelectMany((one, at) => definition.Examples.Skip(at + 1).Select(other => (one, other))))
            {
                Assert.False(definition.IsWithin(one, other) && definition.IsWithin(other, one), $"{Cells.Written(one)} and {Cells.Written(other)}");
            }
        }
    }

    [Fact]
    public void Long_text_does_not_allocate_either()
    {
        byte[] text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("\u00e9", 5000)));
        var transform = Cells.Create("mask keepFirst=2", FieldType.Text);
        var output = new CellBuffer();
        Run(transform, text, output);

        long before = GC.GetAllocatedBytesForCurrentThread();
        Run(transform, text, output);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void Run(FieldTransform transform, byte[] text, CellBuffer output)
    {
        for (int i = 0; i < 100; i++)
        {
            output.Clear();
            transform.TryApply(new Cell(CellKind.Text, text), output);
        }
    }

    private const int Iterations = 200; // of each law and way; there are over a hundred ways

    private static TransformDefinition Definition(string spec) => TransformCatalogue.Find(Cells.Spec(spec).Name)!;

    private static ImmutableArray<CanonicalForm> FormsOf(TransformDefinition definition, FieldType type) =>
        !definition.Forms.IsEmpty ? definition.Forms
        : type is FieldType.Integer && definition.NeedsKey ? [CanonicalForm.Digits]
        : [CanonicalForm.Text];

    private static string[] Typical(FieldType type, CanonicalForm form, string spec) => (type, form) switch
    {
        (FieldType.Integer, _) => ["1234567", "-7"],
        (FieldType.Number, _) => ["-1234.567", "48.8566", "1e2"],
        (FieldType.Boolean, _) => ["true"],
        (FieldType.Date, _) => ["2026-10-31"],
        (FieldType.Timestamp, _) => ["2026-10-31T09:30:00Z"],
        (FieldType.Time, _) => ["09:30:00"],
        (_, CanonicalForm.Email) => ["Elodie.Nguyen@maison.example", "\u00e9lodie@maison.example"],
        (_, CanonicalForm.Phone) => ["+33 6 12 34 56 78", "06 12 34 56 78"],
        (_, CanonicalForm.Iban) => ["FR14 2004 1010 0505 0001 3M02 606", "DE89370400440532013000"],
        (_, CanonicalForm.Card) => ["4111 1111 1111 1111"],
        (_, CanonicalForm.Nir) => ["2 55 08 2A 168 025 97"],
        (_, CanonicalForm.Ip) => ["203.0.113.77", "2001:db8:1:2:3:4:5:6"],
        (_, CanonicalForm.Digits) => ["0123456789"],
        // What looks like a telephone number is shown to a library that takes strings: the one exception.
        _ when spec.StartsWith("redactText", StringComparison.Ordinal) => ["write to \u00c9lodie at elodie@mail.example", "http://me:secret@x.example/"],
        _ => ["N\u0303guye\u0302\u0303n \u00c9lodie 0123456789 0123456789", "75011", "SW1A 1AA", "94105", "48.8566,2.3522", "https://me:secret@x.example/a?b#c", "Mozilla/5.0 Firefox/140.0"],
    };

    private static Gen<(CellKind Kind, byte[] Bytes)> ValuesOf(FieldType type, CanonicalForm form) => type switch
    {
        FieldType.Text => Samples.Of(form).Select(text => (CellKind.Text, Encoding.UTF8.GetBytes(text))),
        FieldType.Date => Samples.DateLike.Select(text => (CellKind.Text, Encoding.UTF8.GetBytes(text))),
        FieldType.Timestamp => Samples.DateLike.Select(text => (CellKind.Text, Encoding.UTF8.GetBytes(text.Length == 10 ? text + "T10:00:00Z" : text))),
        FieldType.Time => Gen.OneOf(Gen.Const("09:30:00"), Gen.Const("23:59:59.5Z"), Gen.Const("09:30"), Gen.Const("24:00:00")).Select(text => (CellKind.Text, Encoding.UTF8.GetBytes(text))),
        FieldType.Boolean => Gen.OneOf(CellKind.True, CellKind.False).Select(kind => (kind, Array.Empty<byte>())),
        _ => Samples.Number.Select(text => (CellKind.Number, Encoding.UTF8.GetBytes(text))),
    };

    private static Gen<(CellKind Kind, byte[] Bytes)> AnyCell(Gen<string> text) =>
        Gen.Select(Gen.Enum<CellKind>(), text).Select((kind, bytes) => (kind, kind is CellKind.Text or CellKind.Number ? Encoding.UTF8.GetBytes(bytes) : []));
}
