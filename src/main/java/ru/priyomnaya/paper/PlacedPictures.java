package ru.priyomnaya.paper;

import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.contentstream.PDFStreamEngine;
import org.apache.pdfbox.contentstream.operator.DrawObject;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.contentstream.operator.OperatorName;
import org.apache.pdfbox.contentstream.operator.state.Concatenate;
import org.apache.pdfbox.contentstream.operator.state.Restore;
import org.apache.pdfbox.contentstream.operator.state.Save;
import org.apache.pdfbox.contentstream.operator.state.SetGraphicsStateParameters;
import org.apache.pdfbox.contentstream.operator.state.SetMatrix;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;

/** How much of a page its pictures cover, and how fine they are: a scan is all picture, a letter from a program is not. */
final class PlacedPictures extends PDFStreamEngine {
    private static final float INCH = 72;

    private double covered;
    private int finest;

    PlacedPictures() {
        addOperator(new Concatenate(this));
        addOperator(new DrawObject(this));
        addOperator(new SetGraphicsStateParameters(this));
        addOperator(new Save(this));
        addOperator(new Restore(this));
        addOperator(new SetMatrix(this));
    }

    /** Dots an inch; 0 when pictures cover less than half of the page. */
    static int resolution(PDPage page) throws IOException {
        var box = page.getCropBox();
        var pictures = new PlacedPictures();
        pictures.processPage(page);
        return pictures.covered < 0.5 * box.getWidth() * box.getHeight() ? 0 : pictures.finest;
    }

    @Override
    protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
        if (operator.getName().equals(OperatorName.DRAW_OBJECT)
                && !operands.isEmpty()
                && operands.get(0) instanceof COSName name
                && getResources().isImageXObject(name)) {
            if (getResources().getXObject(name) instanceof PDImageXObject image) {
                var matrix = getGraphicsState().getCurrentTransformationMatrix();
                var width = matrix.getScalingFactorX();
                var height = matrix.getScalingFactorY();
                covered += width * height;
                if (width > 0) {
                    finest = Math.max(finest, Math.round(image.getWidth() * INCH / width));
                }
            }
            return;
        }
        super.processOperator(operator, operands);
    }
}
