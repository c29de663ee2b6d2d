using System.Text;

namespace ShareGateway.Fuzz;

/// <summary>Inputs made of a few good ones by small damage, the same for the same seed. For machines without a fuzzer.</summary>
internal sealed class Mutations(ulong seed)
{
    private static readonly byte[][] Good =
    [
        .. new[]
        {
            """[{"id":"p","a":"v\u00e9\"é","n":-1.50e3,"b":{"a":7,"c":{"x":0}},"l":[{"a":"q"},{"b":{"n":3}}],"t":["x",null],"to":null}, {"id":"no","a":1},5]""",
            "{\"id\":\"p\",\"a\":\"x\",\"n\":7,\"zz\":[{\"k\":1},{\"k\":\"\\ud83d\\ude00\"}]}\r\n\n{\"to\":\"q\",\"id\":12,\"c\":true}\n",
            "id,to,a,n,b.a,c\r\np,,\"x,\"\"y\"\"\r\n\",7,5,true\r\nq,r,=1,1.5,,\n",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    private static readonly byte[] Odd = [0, (byte)'\n', (byte)'\r', .. " \"\\,:{}[]-.0e1u"u8, 0x7F, 0x80, 0xC3, 0xED, 0xFF];

    private ulong _state = seed;

    /// <summary>The next input.</summary>
    public byte[] Next()
    {
        var body = new List<byte>(Good[Below(Good.Length)]);
        for (int i = Below(4); i > 0 && body.Count > 0; i--)
        {
            Damage(body, Below(body.Count));
        }

        return [(byte)Below(256), (byte)Below(256), .. body];
    }

    private void Damage(List<byte> body, int at)
    {
        switch (Below(5))
        {
            case 0: body[at] = Odd[Below(Odd.Length)]; break;
            case 1: body.Insert(at, Odd[Below(Odd.Length)]); break;
            case 2: body.RemoveAt(at); break;
            case 3: body.RemoveRange(at, body.Count - at); break;
            default: body.InsertRange(at, body.GetRange(at, Math.Min(body.Count - at, 1 + Below(20)))); break;
        }
    }

    // SplitMix64 (Steele, Lea, Flood 2014).
    private int Below(int bound)
    {
        ulong z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return (int)((z ^ (z >> 31)) % (ulong)bound);
    }
}
