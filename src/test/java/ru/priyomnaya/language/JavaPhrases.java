package ru.priyomnaya.language;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** The Russian phrases of a source file; what is joined or formatted into them is a hole. What is only logged or looked for is none. */
final class JavaPhrases extends TreeScanner<Void, Void> {
    private static final Pattern FORMAT = Pattern.compile("%(\\d+\\$)?[-,+ 0-9.]*[sdf]");

    private final Set<String> found = new LinkedHashSet<>();

    /** By file. */
    static Map<Path, Set<String>> of(Collection<Path> files) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var sources = compiler.getStandardFileManager(null, null, null);
        var task = (JavacTask) compiler.getTask(
                null, sources, problem -> {}, List.of("-proc:none"), null, sources.getJavaFileObjectsFromPaths(files));
        var phrases = new LinkedHashMap<Path, Set<String>>();
        for (CompilationUnitTree unit : task.parse()) {
            var of = new JavaPhrases();
            of.scan(unit, null);
            phrases.put(Path.of(unit.getSourceFile().getName()), of.found);
        }
        return phrases;
    }

    @Override
    public @Nullable Void visitAnnotation(AnnotationTree annotation, Void nothing) {
        return null;
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
        var called = call.getMethodSelect().toString();
        return called.startsWith("log.") || called.equals("Pattern.compile")
                ? null
                : super.visitMethodInvocation(call, null);
    }

    @Override
    public @Nullable Void visitBinary(BinaryTree sum, Void nothing) {
        if (sum.getKind() != Tree.Kind.PLUS) {
            return super.visitBinary(sum, null);
        }
        take(text(sum));
        parts(sum);
        return null;
    }

    private void parts(Tree part) {
        if (part instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
            parts(sum.getLeftOperand());
            parts(sum.getRightOperand());
        } else if (!(part instanceof LiteralTree)) {
            scan(part, null);
        }
    }

    @Override
    public @Nullable Void visitLiteral(LiteralTree literal, Void nothing) {
        take(text(literal));
        return null;
    }

    private static String text(Tree tree) {
        if (tree instanceof LiteralTree literal) {
            return literal.getValue() instanceof String string ? string : Phrase.HOLE;
        }
        return tree instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS
                ? text(sum.getLeftOperand()) + text(sum.getRightOperand())
                : Phrase.HOLE;
    }

    private void take(String text) {
        if (Dictionary.isRussian(text)) {
            found.add(FORMAT.matcher(text)
                    .replaceAll("{}")
                    .replace("%%", "%")
                    .replaceAll("\\s+", " ")
                    .strip());
        }
    }
}
