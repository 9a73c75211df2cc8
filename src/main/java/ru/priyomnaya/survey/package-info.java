/** What citizens think beside the one mark (S22): a short survey, invitations to it, paper forms, and what is done about low marks. */
@ApplicationModule(
        allowedDependencies = {"access", "appeal", "dispatch", "inbox", "organization", "rating", "report", "routing"})
@NullMarked
package ru.priyomnaya.survey;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
