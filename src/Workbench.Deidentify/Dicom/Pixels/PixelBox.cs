namespace Workbench.Deidentify.Dicom.Pixels;

/// <summary>A rectangle of pixels, its edges included; column and row 0 are the upper left.</summary>
public readonly record struct PixelBox(int Left, int Top, int Right, int Bottom)
{
    /// <summary>Reads <c>LEFT,TOP,RIGHT,BOTTOM</c>; null when the text is no box.</summary>
    public static PixelBox? Parse(string text)
    {
        var parts = text.Split(',');
        var numbers = new int[4];
        if (parts.Length != 4)
        {
            return null;
        }

        for (var i = 0; i < 4; i++)
        {
            if (!int.TryParse(parts[i], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out numbers[i]))
            {
                return null;
            }
        }

        var box = new PixelBox(numbers[0], numbers[1], numbers[2], numbers[3]);
        return box.Left <= box.Right && box.Top <= box.Bottom && box.Right <= ushort.MaxValue && box.Bottom <= ushort.MaxValue ? box : null;
    }

    public override string ToString() => $"{Left},{Top},{Right},{Bottom}";
}
