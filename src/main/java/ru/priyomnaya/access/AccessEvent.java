package ru.priyomnaya.access;

/** Something about people or sign-in that the journal keeps. */
public sealed interface AccessEvent {
    /** @param way the source of the account, and whether a second factor was asked for */
    record SignedInToScreens(String username, String way, String address) implements AccessEvent {}

    record SignInFailed(String username, String address) implements AccessEvent {}

    /** Without what was typed: people type passwords into the wrong field. */
    record UnknownSignInFailed(String address) implements AccessEvent {}

    record SignInLocked(String username, String address) implements AccessEvent {}

    /** By a directory or a provider; the reason is ours. */
    record SignInNotAdmitted(String source, String reason) implements AccessEvent {}

    record BreakGlassUsed(String username, String address) implements AccessEvent {}

    record BreakGlassNamed(String username, boolean named) implements AccessEvent {}

    /** @param count how many at once */
    record SessionsEnded(String username, int count) implements AccessEvent {}

    record SecondFactorEnrolled(String username) implements AccessEvent {}

    record SecondFactorFailed(String username) implements AccessEvent {}

    record SecondFactorBlocked(String username) implements AccessEvent {}

    record RecoveryCodeUsed(String username, int left) implements AccessEvent {}

    record SecondFactorReset(String username) implements AccessEvent {}

    record PersonAdded(String username, String roles) implements AccessEvent {}

    /** Somebody whom a directory or a provider knows came for the first time. */
    record PersonArrived(String username, String source, String roles) implements AccessEvent {}

    record PersonChanged(String username, String rolesBefore, String rolesAfter) implements AccessEvent {}

    record PasswordChanged(String username) implements AccessEvent {}

    record TokenIssued(String username, String token, String scope, String until) implements AccessEvent {}

    record TokenRevoked(String username, String token) implements AccessEvent {}
}
