//! Tells by its first bytes what a source is that is no JSON, and says what to do about it.

/// How many bytes tell the form.
pub(super) const HEAD: u64 = 256;

/// What some editors and shells write before a text in UTF-8.
const MARK: &[u8] = b"\xEF\xBB\xBF";

/// The bytes behind a byte order mark, if they have one.
pub(super) fn unmarked(head: &[u8]) -> &[u8] {
    head.strip_prefix(MARK).unwrap_or(head)
}

/// Why a source that begins so cannot be read, and what to do; `None` if it may be JSON.
pub(super) fn refusal(head: &[u8]) -> Option<String> {
    let bytes = |sentence: &str| Some(sentence.to_owned());
    if head.starts_with(b"\x1F\x8B") {
        return bytes("is compressed by gzip: unpack it with gunzip first");
    }
    if head.starts_with(b"PK\x03\x04") {
        return bytes("is a zip archive: unpack it first");
    }
    if head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF") {
        return bytes("is in UTF-16, as PowerShell's > writes it: save it as UTF-8");
    }
    let text = String::from_utf8_lossy(head);
    let text = text.trim_start();
    if text.is_empty() {
        return bytes("is empty: expected an offer file or products of `aws pricing get-products`");
    }
    if text.starts_with(['{', '[', '"']) {
        return None;
    }
    if text.starts_with('<') {
        return bytes("is a page in HTML or XML: expected AWS's index.json");
    }
    if let Some(form) = command_line_form(text) {
        return Some(format!(
            "is `aws pricing get-products` as {form}: call it with --output json"
        ));
    }
    let start: String = text
        .chars()
        .take_while(|it| !it.is_control())
        .take(20)
        .collect();
    Some(format!(
        "not JSON: it begins with {start:?}; expected an offer file (index.json) or the output of \
         `aws pricing get-products --output json`"
    ))
}

/// Which output of the AWS command line begins so, apart from JSON.
fn command_line_form(text: &str) -> Option<&'static str> {
    let begins = |with: &[&str]| with.iter().any(|start| text.starts_with(start));
    if begins(&["---", "+--", "|"]) {
        Some("a table")
    } else if begins(&["FormatVersion:", "PriceList:", "- "]) {
        Some("YAML")
    } else if begins(&["aws_v1", "PRICELIST", "FORMATVERSION"]) {
        Some("text")
    } else {
        None
    }
}
