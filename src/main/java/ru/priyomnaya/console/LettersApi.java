package ru.priyomnaya.console;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import ru.priyomnaya.answer.SigningRight;
import ru.priyomnaya.answer.SigningRights;
import ru.priyomnaya.answer.TextModule;
import ru.priyomnaya.answer.TextModules;
import ru.priyomnaya.appeal.AppealKind;
import ru.priyomnaya.appeal.Channel;
import ru.priyomnaya.letter.Blank;
import ru.priyomnaya.letter.LetterKind;
import ru.priyomnaya.letter.LetterTemplate;
import ru.priyomnaya.letter.Letters;

/** Who signs and how letters read, by API as on the screens. */
@RestController
@RequestMapping("/api/v1")
@PreAuthorize("hasAnyRole('REGISTRAR', 'DIRECTOR', 'ADMIN')")
class LettersApi {
    private final SigningRights rights;
    private final TextModules modules;
    private final Letters letters;

    LettersApi(SigningRights rights, TextModules modules, Letters letters) {
        this.rights = rights;
        this.modules = modules;
        this.letters = letters;
    }

    @GetMapping("/signing-rights")
    List<SigningRight> rights() {
        return rights.all();
    }

    /** @param until the last day; absent: while it lasts */
    record Right(
            @NotNull UUID person,
            @NotNull LocalDate from,
            @Nullable LocalDate until,
            @Nullable Set<Channel> channels,
            @Nullable Set<AppealKind> kinds,
            @Nullable String attorney) {}

    @PostMapping("/signing-rights")
    @PreAuthorize("hasAnyRole('ADMIN', 'DIRECTOR')")
    @ResponseStatus(HttpStatus.CREATED)
    void give(@Valid @RequestBody Right right) {
        rights.give(
                right.person(),
                right.from(),
                right.until(),
                right.channels() == null ? Set.of() : right.channels(),
                right.kinds() == null ? Set.of() : right.kinds(),
                right.attorney());
    }

    @PostMapping("/signing-rights/{id}/end")
    @PreAuthorize("hasAnyRole('ADMIN', 'DIRECTOR')")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(@PathVariable UUID id) {
        rights.end(id);
    }

    @GetMapping("/text-modules")
    List<TextModule> modules() {
        return modules.all();
    }

    /** @param id absent for a new one */
    record Module(
            @Nullable UUID id,
            @NotBlank String name,
            @NotBlank String text,
            @Nullable UUID topic) {}

    @PostMapping("/text-modules")
    @ResponseStatus(HttpStatus.CREATED)
    void keep(@Valid @RequestBody Module module) {
        modules.keep(module.id(), module.name(), module.text(), module.topic());
    }

    @DeleteMapping("/text-modules/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void retire(@PathVariable UUID id) {
        modules.retire(id);
    }

    @GetMapping("/letter-templates")
    List<LetterTemplate> templates() {
        return letters.templates();
    }

    record Template(@NotNull String heading, @NotNull String body) {}

    @PutMapping("/letter-templates/{kind}")
    @PreAuthorize("hasAnyRole('ADMIN', 'DIRECTOR')")
    LetterTemplate keep(@PathVariable LetterKind kind, @Valid @RequestBody Template template) {
        letters.keep(kind, template.heading(), template.body());
        return letters.template(kind);
    }

    @GetMapping("/letterhead")
    Blank blank() {
        return letters.blank();
    }

    /** The logo stays as it is. */
    @PutMapping("/letterhead")
    @PreAuthorize("hasAnyRole('ADMIN', 'DIRECTOR')")
    Blank keep(@Valid @RequestBody Blank blank) throws IOException {
        letters.keep(blank, null);
        return letters.blank();
    }
}
