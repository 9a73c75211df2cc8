/** Sheets: HTML to PDF/A, what a scanner gives to one PDF, codes on pages, pages as pictures, tables as XLSX. Knows nothing of appeals. */
@ApplicationModule(allowedDependencies = {"document"})
@NullMarked
package ru.priyomnaya.paper;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
