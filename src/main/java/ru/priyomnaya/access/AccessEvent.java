package ru.priyomnaya.access;

/** Something about people or sign-in that the journal keeps. */
public sealed interface AccessEvent {
    record SignedInToScreens(String username) implements AccessEvent {}

    record SignInFailed(String username) implements AccessEvent {}

    record SignInLocked(String username) implements AccessEvent {}

    record PersonAdded(String username, String roles) implements AccessEvent {}

    record PersonChanged(String username, String rolesBefore, String rolesAfter) implements AccessEvent {}

    record PasswordChanged(String username) implements AccessEvent {}

    record TokenIssued(String username, String token) implements AccessEvent {}

    record TokenRevoked(String username, String token) implements AccessEvent {}
}
