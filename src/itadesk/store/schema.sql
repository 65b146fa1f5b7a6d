-- Schema 1 of an office file. One fact stands in one place only: the log, "change". All other
-- tables are what the log adds up to, kept so that opening need not read it; "itadesk check"
-- proves that they agree, and they can be made anew from the log.

-- One row about the file itself. "clock" is the highest in the log; changes up to "sealed_clock"
-- may have left the file in a copy and are never replaced in place. "digest" is the exclusive or
-- of a hash of every head, every current row and this one: damage that SQLite cannot see shows.
CREATE TABLE "meta" (
    "only" INTEGER NOT NULL PRIMARY KEY CHECK ("only" = 1),
    "file_uid" TEXT NOT NULL,
    "made_by" TEXT NOT NULL,
    "clock" INTEGER NOT NULL CHECK ("clock" >= 0),
    "sealed_clock" INTEGER NOT NULL CHECK ("sealed_clock" BETWEEN 0 AND "clock"),
    "saved_at" TEXT NOT NULL,
    "digest" BLOB NOT NULL CHECK (length("digest") = 16)
) STRICT;

-- The log. The key puts a row's history in one stretch of the file and makes any other index
-- needless. "value" is JSON; "replaces" is the uids, 16 bytes each, one after the other.
CREATE TABLE "change" (
    "table_name" TEXT NOT NULL,
    "row_id" TEXT NOT NULL,
    "field" TEXT NOT NULL,
    "clock" INTEGER NOT NULL,
    "uid" BLOB NOT NULL,
    "nonce" BLOB NOT NULL,
    "at_utc" TEXT NOT NULL,
    "by_name" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "replaces" BLOB NOT NULL,
    PRIMARY KEY ("table_name", "row_id", "field", "clock", "uid")
) STRICT, WITHOUT ROWID;

-- The changes that no other replaces: one for a settled field, several for one in conflict.
CREATE TABLE "head" (
    "table_name" TEXT NOT NULL,
    "row_id" TEXT NOT NULL,
    "field" TEXT NOT NULL,
    "clock" INTEGER NOT NULL,
    "uid" BLOB NOT NULL,
    PRIMARY KEY ("table_name", "row_id", "field", "clock", "uid")
) STRICT, WITHOUT ROWID;

-- Pictures and scans by the SHA-256 of their bytes; rows of the log name them.
CREATE TABLE "attachment" (
    "sha256" TEXT NOT NULL PRIMARY KEY CHECK (length("sha256") = 64),
    "mime" TEXT NOT NULL,
    "data" BLOB NOT NULL
) STRICT;

-- The current rows.
CREATE TABLE "office" (
    "id" TEXT NOT NULL PRIMARY KEY CHECK ("id" = 'office'),
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "tambon" TEXT NOT NULL,
    "amphoe" TEXT NOT NULL,
    "province" TEXT NOT NULL,
    "letter_prefix" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "web" TEXT NOT NULL,
    "garuda" TEXT NOT NULL,
    "memo_left" REAL NOT NULL,
    "memo_right" REAL NOT NULL,
    "memo_top" REAL NOT NULL,
    "memo_bottom" REAL NOT NULL,
    "memo_size" REAL NOT NULL,
    "paper_font" TEXT NOT NULL,
    "thai_digits" INTEGER NOT NULL CHECK ("thai_digits" IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE "unit" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "place" REAL NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE "person" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "rank" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "post" TEXT NOT NULL,
    "place" REAL NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE "year" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "year" INTEGER NOT NULL,
    "form_title" TEXT NOT NULL,
    "form_note" TEXT NOT NULL,
    "confirmed" INTEGER NOT NULL CHECK ("confirmed" IN (0, 1)),
    "level" TEXT NOT NULL,
    "weight_iit" REAL,
    "weight_eit" REAL,
    "weight_oit" REAL
) STRICT, WITHOUT ROWID;

CREATE TABLE "item" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "year" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "indicator" TEXT NOT NULL,
    "indicator_name" TEXT NOT NULL,
    "group" TEXT NOT NULL,
    "points" REAL,
    "data_year" INTEGER,
    "depends_on" TEXT NOT NULL,
    "was" TEXT NOT NULL,
    "status" TEXT NOT NULL CHECK ("status" IN ('todo', 'done', 'na')),
    "reason" TEXT NOT NULL,
    "progress" TEXT NOT NULL,
    "responsible" TEXT NOT NULL,
    "due" TEXT NOT NULL,
    "done_on" TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE "component" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "item" TEXT NOT NULL,
    "place" REAL NOT NULL,
    "text" TEXT NOT NULL,
    "parent" TEXT NOT NULL,
    "ticked" INTEGER NOT NULL CHECK ("ticked" IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE "evidence" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "item" TEXT NOT NULL,
    "place" REAL NOT NULL,
    "url" TEXT NOT NULL,
    "click_path" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "attachment" TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE "indicator_progress" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "year" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "guideline" TEXT NOT NULL,
    "responsible" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "status" TEXT NOT NULL CHECK ("status" IN ('todo', 'done', 'na')),
    "progress" TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE "score" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "year" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "value" REAL
) STRICT, WITHOUT ROWID;

CREATE TABLE "issue" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "year" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "codes" TEXT NOT NULL,
    "defect" TEXT NOT NULL,
    "develop" TEXT NOT NULL,
    "keep" TEXT NOT NULL,
    "defect_draft" TEXT NOT NULL,
    "develop_draft" TEXT NOT NULL,
    "keep_draft" TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE "measure" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "year" INTEGER NOT NULL,
    "place" REAL NOT NULL,
    "issue" TEXT NOT NULL,
    "tool" TEXT NOT NULL,
    "indicator" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "responsible" TEXT NOT NULL,
    "suggestion" TEXT NOT NULL,
    "remark" TEXT NOT NULL,
    "items" TEXT NOT NULL,
    "score_key" TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE "step_group" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "measure" TEXT NOT NULL,
    "place" REAL NOT NULL,
    "steps" TEXT NOT NULL,
    "outputs" TEXT NOT NULL,
    "outcome" TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE "memo" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "year" INTEGER NOT NULL,
    "place" REAL NOT NULL,
    "department" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "date" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "addressee" TEXT NOT NULL,
    "closing" TEXT NOT NULL,
    "status" TEXT NOT NULL CHECK ("status" IN ('draft', 'signed'))
) STRICT, WITHOUT ROWID;

CREATE TABLE "memo_section" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "memo" TEXT NOT NULL,
    "place" REAL NOT NULL,
    "heading" TEXT NOT NULL,
    "body" TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE "endorsement" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "memo" TEXT NOT NULL,
    "place" REAL NOT NULL,
    "to" TEXT NOT NULL,
    "remarks" TEXT NOT NULL,
    "choices" TEXT NOT NULL,
    "rank" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "post" TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE "report_text" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "year" INTEGER NOT NULL,
    "report" TEXT NOT NULL,
    "part" TEXT NOT NULL,
    "text" TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE "printed_paper" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "year" INTEGER NOT NULL,
    "report" TEXT NOT NULL,
    "layout" TEXT NOT NULL,
    "memo" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "printed_at" TEXT NOT NULL,
    "pages" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "scan" TEXT NOT NULL,
    "signed_on" TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE "waiver" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "kind" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "at" TEXT NOT NULL
) STRICT, WITHOUT ROWID;
