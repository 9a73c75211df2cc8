package ru.priyomnaya.access;

import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.stereotype.Component;

/** For programs a password is enough only when it is enough for its owner. */
@Component
class ApiPasswords {
    private final SecondStep second;
    private final Duties duties;

    ApiPasswords(SecondStep second, Duties duties) {
        this.second = second;
        this.duties = duties;
    }

    AuthenticationManager over(AuthenticationManager passwords) {
        return authentication -> {
            var done = passwords.authenticate(authentication);
            if (done.getPrincipal() instanceof SignedIn person) {
                if (second.isSetUp(person.id())) {
                    throw new ApiEntryPoint.PasswordIsNotEnough(
                            "У вас подключён второй фактор: вместо пароля нужен токен (Bearer), его выдают на странице «Профиль»");
                }
                duties.of(person).stream().findFirst().ifPresent(duty -> {
                    throw new ApiEntryPoint.PasswordIsNotEnough("Сначала войдите в приёмную. " + duty.inRussian());
                });
            }
            return done;
        };
    }
}
