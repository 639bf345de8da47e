using System.Formats.Tar;
using System.Text;

namespace Workbench.Notebooks.Tests.Sessions;

/// <summary>Small CT images and archives of them, as the broker sends them, as text of a character a byte.</summary>
internal static class ScanText
{
    /// <summary>A tar archive.</summary>
    public static string Tar(params (string Name, string Content)[] files)
    {
        using var archive = new MemoryStream();
        using (var tar = new TarWriter(archive, TarEntryFormat.Ustar, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Encoding.Latin1.GetBytes(content)) });
            }
        }

        return Encoding.Latin1.GetString(archive.ToArray());
    }

    /// <summary>A CT image of two pixels; the first one is <paramref name="value"/> Hounsfield units.</summary>
    public static string TinyCt(byte value) => Ct([(short)(value + 1024), 0], rows: 1, columns: 2);

    /// <summary>A CT image; its stored values are 1,024 above Hounsfield units. Explicit little endian (PS3.5 2025e, 7.1.2).</summary>
    public static string Ct(short[] stored, byte rows, byte columns)
    {
        static string Element(string tag, string representation, string content) => tag + representation + (char)(content.Length + (content.Length % 2)) + "\0" + content + (content.Length % 2 == 1 ? " " : "");
        var syntax = Element("\x02\0\x10\0", "UI", "1.2.840.10008.1.2.1\0");
        var pixels = stored.SelectMany(value => new[] { (char)(value & 0xFF), (char)(value >> 8 & 0xFF) }).ToArray();
        var length = new[] { (char)(pixels.Length & 0xFF), (char)(pixels.Length >> 8), '\0', '\0' };
        return new string('\0', 128) + "DICM" + Element("\x02\0\0\0", "UL", $"{(char)syntax.Length}\0\0\0") + syntax
            + Element("\x08\0\x16\0", "UI", "1.2.840.10008.5.1.4.1.1.2\0") + Element("\x08\0\x18\0", "UI", "1.2.3.4\0")
            + Element("\x08\0\x60\0", "CS", "CT") + Element("\x20\0\x37\0", "DS", "1\\0\\0\\0\\1\\0") + Element("\x28\0\x02\0", "US", "\x01\0") + Element("\x28\0\x04\0", "CS", "MONOCHROME2")
            + Element("\x28\0\x10\0", "US", $"{(char)rows}\0") + Element("\x28\0\x11\0", "US", $"{(char)columns}\0") + Element("\x28\0\x30\0", "DS", "2.5\\3.0")
            + Element("\x28\0\0\x01", "US", "\x10\0") + Element("\x28\0\x01\x01", "US", "\x10\0") + Element("\x28\0\x02\x01", "US", "\x0F\0") + Element("\x28\0\x03\x01", "US", "\0\0")
            + Element("\x28\0\x52\x10", "DS", "-1024") + Element("\x28\0\x53\x10", "DS", "1")
            + "\xE0\x7F\x10\0OW\0\0" + new string(length) + new string(pixels);
    }
}
