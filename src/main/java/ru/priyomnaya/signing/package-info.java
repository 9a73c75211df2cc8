/**
 * GOST R 34.10-2012: signed envelopes (XAdES-BES), detached signatures (CMS), hashes, keys. The only package that imports
 * crypto libraries; knows nothing of appeals.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package ru.priyomnaya.signing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
