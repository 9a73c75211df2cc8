package ru.priyomnaya.letter;

/** The office changed how its letters look. The journal keeps every one. */
public interface LetterEvent {
    record TemplateKept(LetterKind kind, int edition) implements LetterEvent {}

    record BlankKept(int edition) implements LetterEvent {}
}
