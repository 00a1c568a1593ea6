using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using MusicCluster.Report.Figures;
using MusicCluster.Report.Tables;
using Drawing = DocumentFormat.OpenXml.Drawing;
using Sheet = DocumentFormat.OpenXml.Spreadsheet.Sheet;
using Spreadsheet = DocumentFormat.OpenXml.Drawing.Spreadsheet;

namespace MusicCluster.Report.Excel;

/// <summary>Adds a sheet of pictures to a finished workbook, without ClosedXML, which needs libgdiplus for it.</summary>
internal static class ExcelPictures
{
    private const int RowHeightPixels = 20;
    private const long EmuPerPixel = 9525;

    /// <summary>The sheet's name.</summary>
    public const string SheetName = "Figures";

    /// <summary>Adds the sheet with the PNG files below one another, each under its caption.</summary>
    /// <param name="workbookPath">The figures lie in <c>figures/</c> beside it.</param>
    /// <param name="figures">Which figures, in order.</param>
    public static void Add(string workbookPath, IReadOnlyList<ReportFigure> figures)
    {
        if (figures.Count == 0)
        {
            return;
        }

        using var document = SpreadsheetDocument.Open(workbookPath, isEditable: true);
        var workbook = document.WorkbookPart!;
        var sheetPart = workbook.AddNewPart<WorksheetPart>();
        var drawingPart = sheetPart.AddNewPart<DrawingsPart>();
        var drawing = new Spreadsheet.WorksheetDrawing();
        var cells = new SheetData();
        var row = 0;
        for (var i = 0; i < figures.Count; i++)
        {
            var png = File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(workbookPath)!, "figures", figures[i].Name + ".png"));
            var (width, height) = PngSize.Of(png);
            cells.Append(Caption(row + 1, figures[i].Caption));
            drawing.Append(Anchor(drawingPart, png, figures[i], (uint)(i + 2), row + 1, width, height));
            row += (height / RowHeightPixels) + 4;
        }

        drawingPart.WorksheetDrawing = drawing;
        sheetPart.Worksheet = new Worksheet(
            cells, new DocumentFormat.OpenXml.Spreadsheet.Drawing { Id = sheetPart.GetIdOfPart(drawingPart) });
        var sheets = workbook.Workbook.GetFirstChild<Sheets>()!;
        sheets.Append(new Sheet
        {
            Id = workbook.GetIdOfPart(sheetPart),
            SheetId = sheets.Elements<Sheet>().Max(sheet => sheet.SheetId!.Value) + 1,
            Name = SheetName,
        });
    }

    private static Row Caption(int row, string text) => new(new Cell
    {
        CellReference = $"A{row}",
        DataType = CellValues.InlineString,
        InlineString = new InlineString(new Text(PlainText.Of(text, 1000))),
    })
    {
        RowIndex = (uint)row,
    };

    private static Spreadsheet.OneCellAnchor Anchor(
        DrawingsPart part, byte[] png, ReportFigure figure, uint id, int row, int width, int height)
    {
        var imagePart = part.AddImagePart(ImagePartType.Png);
        using (var stream = new MemoryStream(png))
        {
            imagePart.FeedData(stream);
        }

        return new Spreadsheet.OneCellAnchor(
            new Spreadsheet.FromMarker(
                new Spreadsheet.ColumnId("0"), new Spreadsheet.ColumnOffset("0"),
                new Spreadsheet.RowId(row.ToString(System.Globalization.CultureInfo.InvariantCulture)), new Spreadsheet.RowOffset("0")),
            new Spreadsheet.Extent { Cx = width * EmuPerPixel, Cy = height * EmuPerPixel },
            new Spreadsheet.Picture(
                new Spreadsheet.NonVisualPictureProperties(
                    new Spreadsheet.NonVisualDrawingProperties { Id = id, Name = PlainText.Of(figure.Name), Description = PlainText.Of(figure.Caption, 1000) },
                    new Spreadsheet.NonVisualPictureDrawingProperties(new Drawing.PictureLocks { NoChangeAspect = true })),
                new Spreadsheet.BlipFill(
                    new Drawing.Blip { Embed = part.GetIdOfPart(imagePart) }, new Drawing.Stretch(new Drawing.FillRectangle())),
                new Spreadsheet.ShapeProperties(
                    new Drawing.Transform2D(
                        new Drawing.Offset { X = 0, Y = 0 }, new Drawing.Extents { Cx = width * EmuPerPixel, Cy = height * EmuPerPixel }),
                    new Drawing.PresetGeometry(new Drawing.AdjustValueList()) { Preset = Drawing.ShapeTypeValues.Rectangle })),
            new Spreadsheet.ClientData());
    }
}
