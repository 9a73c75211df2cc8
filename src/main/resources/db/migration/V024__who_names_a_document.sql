-- A document is given up with each new state of an appeal in ГИС ЖКХ, not with an erasure alone: who still names it must not be
-- searched for through whole tables, by the deletion itself or by the keys that it has to satisfy.
create index answer_by_scan on answer (scan_sha256) where scan_sha256 is not null;
create index answer_by_signature on answer (signature_sha256) where signature_sha256 is not null;
create index answer_by_letter on answer (letter_sha256) where letter_sha256 is not null;
create index answer_by_copy on answer (copy_sha256) where copy_sha256 is not null;
create index answer_file_by_document on answer_file (sha256);
create index intake_by_document on intake (sha256);
create index gis_exchange_by_request on gis_exchange (request_sha256);
create index gis_exchange_by_result on gis_exchange (result_sha256) where result_sha256 is not null;
create index gis_appeal_by_reading on gis_appeal (raw_sha256);
create index gis_file_by_document on gis_file (sha256) where sha256 is not null;
create index gis_upload_by_document on gis_upload (sha256);
create index paper_letter_by_document on paper_letter (sha256);
create index scan_by_source on scan (source_sha256);
create index scan_by_document on scan (sha256);
create index letter_blank_by_logo on letter_blank (logo_sha256) where logo_sha256 is not null;
create index erasure_by_act on erasure (act_sha256) where act_sha256 is not null;
