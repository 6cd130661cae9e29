//! Mirrors that are broken leave the book as it was, and the command says why.

use std::fs;

use super::mirror::{Mirror, Reply, packed};
use super::{CLOUDWATCH, KMS, SECRETS, kept, mirror, out, paths, texts, told, update, without};

const CALL: [&str; 1] = ["--region=us-west-2"];

fn kms() -> Vec<u8> {
    KMS.3.as_bytes().to_vec()
}

/// What the command says of a mirror whose list of KMS is broken so.
fn refused(name: &str, reply: Reply, more: &[&str]) -> String {
    let folder = without(name, "us-west-2");
    let mirror = mirror(&[KMS, SECRETS]);
    mirror.set(KMS.1, reply);
    let before = texts(&folder);
    let output = update(&folder, &mirror, &[&CALL, more].concat());
    let words = told(&output);
    assert_eq!(output.status.code(), Some(3), "{words}");
    assert_eq!(texts(&folder), before);
    assert!(
        words.contains(&format!("{}{}: ", mirror.address, KMS.1)),
        "{words}"
    );
    let end = "reckoner prices: not fetched; the book is as it was\n";
    assert!(words.ends_with(end), "{words}");
    let _ = fs::remove_dir_all(kept(&folder));
    words
}

#[test]
fn what_is_not_there_is_not_waited_for() {
    let missing = Reply::Status("404 Not Found", String::new());
    let words = refused("broken-404", missing, &[]);
    assert!(words.contains("answers 404 Not Found\n"), "{words}");
    assert!(!words.contains("next try"), "{words}");
}

#[test]
fn a_list_that_is_always_cut_off_is_given_up() {
    let words = refused("broken-cut", Reply::CutOff(kms(), 700), &["--retries=1"]);
    assert_eq!(words.matches("next try in").count(), 1, "{words}");
    assert!(words.contains("; given up after 2 tries\n"), "{words}");
}

#[test]
fn what_is_of_another_type_is_refused() {
    let login = Reply::Content("text/html; charset=utf-8", b"<html>Log in</html>".to_vec());
    let words = refused("broken-type", login, &[]);
    assert!(
        words.contains("sends text/html: expected application/json\n"),
        "{words}"
    );

    let page = Reply::Content("application/json", b"<html>Log in</html>".to_vec());
    let words = refused("broken-page", page, &[]);
    assert!(
        words.contains("is a page in HTML or XML: expected AWS's index.json"),
        "{words}"
    );

    let other = Reply::Content("application/json", b"{\"regions\": {}}".to_vec());
    let words = refused("broken-other", other, &[]);
    assert!(
        words.contains("neither an offer file nor a product"),
        "{words}"
    );

    let short = Reply::Short(kms(), 700);
    let words = refused("broken-short", short, &[]);
    assert!(words.contains("not JSON: EOF while parsing"), "{words}");
}

#[test]
fn a_server_that_says_nothing_is_given_up() {
    let words = refused(
        "broken-slow",
        Reply::Silence,
        &["--timeout=1", "--retries=0"],
    );
    assert!(words.contains("; given up after one try\n"), "{words}");
    assert!(words.contains("timed out"), "{words}");
}

#[test]
fn nothing_is_taken_from_another_host() {
    let other = Mirror::new();
    other.json("/list", KMS.3);
    let elsewhere = format!("location: {}/list\r\n", other.address);
    let words = refused(
        "broken-redirect",
        Reply::Status("302 Found", elsewhere),
        &[],
    );
    let reason = format!("answers 302 Found and leads to {}/list: ", other.address);
    assert!(words.contains(&reason), "{words}");

    let folder = without("broken-leads", "us-west-2");
    let mirror = mirror(&[KMS]);
    let index = format!(
        "{{\"regions\": {{\"us-west-2\": {{\"currentVersionUrl\": \"{}/list\"}}}}}}",
        other.address
    );
    mirror.json("/offers/v1.0/aws/awskms/current/region_index.json", &index);
    let output = update(&folder, &mirror, &CALL);
    assert_eq!(output.status.code(), Some(3));
    let words = told(&output);
    assert!(words.contains(", another host than "), "{words}");
    assert_eq!(paths(&other), [""; 0]);
    let _ = fs::remove_dir_all(kept(&folder));
}

#[test]
fn a_bomb_is_not_unpacked() {
    // A list and 64 MiB of blanks, which are no fault in JSON, in 64 kB.
    let mut bomb = vec![b' '; 64 * 1024 * 1024];
    bomb[0] = b'[';
    let bomb = packed(&bomb);
    let words = refused("broken-bomb", Reply::Content("application/gzip", bomb), &[]);
    assert!(
        words.contains("unpacks to more than 200 times its size"),
        "{words}"
    );
}

#[test]
fn an_index_that_is_none_is_refused() {
    let folder = without("broken-index", "us-west-2");
    for (path, text, reason) in [
        (
            "/offers/v1.0/aws/index.json",
            "[]",
            "is not an index of the price list: ",
        ),
        (
            "/offers/v1.0/aws/index.json",
            "{\"offers\": {}}",
            "AWS's index has no offer awskms",
        ),
        (
            "/offers/v1.0/aws/awskms/current/region_index.json",
            "{\"products\": {}}",
            "is not an index of the price list: missing field `regions`",
        ),
    ] {
        let mirror = mirror(&[KMS]);
        mirror.json(path, text);
        let before = texts(&folder);
        let output = update(&folder, &mirror, &CALL);
        assert_eq!(output.status.code(), Some(3));
        assert!(told(&output).contains(reason), "{}", told(&output));
        assert_eq!(texts(&folder), before);
    }
    let _ = fs::remove_dir_all(kept(&folder));
}

#[test]
fn a_download_that_was_cut_off_goes_on_where_it_ended() {
    let folder = without("update-resumed", "us-west-2");
    let mirror = mirror(&[KMS]);
    let whole = Reply::Content("application/json", kms());
    mirror.set(KMS.1, Reply::Each(vec![Reply::CutOff(kms(), 700), whole]));
    let done = update(&folder, &mirror, &CALL);
    assert_eq!(done.status.code(), Some(0), "{}", told(&done));
    let asked = mirror.asked();
    let tries: Vec<_> = asked.iter().filter(|asked| asked.path == KMS.1).collect();
    assert_eq!(tries.len(), 2);
    assert!(!tries[0].headers.contains("range"), "{tries:?}");
    assert!(tries[1].headers.contains("range: bytes=700-"), "{tries:?}");
    assert!(tries[1].headers.contains("if-range: \"one\""), "{tries:?}");
    assert!(folder.join("us-west-2/kms.toml").exists());
}

#[test]
fn the_next_call_goes_on_where_this_one_failed() {
    let folder = without("update-next", "us-west-2");
    let mirror = mirror(&[KMS, CLOUDWATCH]);
    let gone = Reply::Status("404 Not Found", String::new());
    // The offers come in the order of the alphabet.
    mirror.set(KMS.1, gone);
    let failed = update(&folder, &mirror, &[&CALL[..], &["--jobs=1"]].concat());
    assert_eq!(failed.status.code(), Some(3));
    assert!(paths(&mirror).iter().any(|path| path == CLOUDWATCH.1));
    mirror.json(KMS.1, KMS.3);
    let done = update(&folder, &mirror, &CALL);
    assert_eq!(done.status.code(), Some(0), "{}", told(&done));
    assert!(!paths(&mirror).iter().any(|path| path == CLOUDWATCH.1));
    for file in ["us-west-2/kms.toml", "us-west-2/cloudwatch.toml"] {
        assert!(folder.join(file).exists(), "{file}");
    }
    assert!(!kept(&folder).exists());
}

#[test]
fn a_busy_server_is_asked_again_when_it_says() {
    let folder = without("update-busy", "us-west-2");
    let mirror = mirror(&[KMS]);
    let whole = Reply::Content("application/json", kms());
    let busy = Reply::Status("503 Service Unavailable", "retry-after: 1\r\n".to_owned());
    mirror.set(KMS.1, Reply::Each(vec![busy, whole]));
    let done = update(&folder, &mirror, &CALL);
    assert_eq!(done.status.code(), Some(0), "{}", told(&done));
    let words = told(&done);
    assert!(
        words.contains("answers 503 Service Unavailable; next try in 1.0 s"),
        "{words}"
    );

    let later = Reply::Status("429 Too Many Requests", "retry-after: 3600\r\n".to_owned());
    let words = refused("broken-busy", later, &[]);
    let reason = "answers 429 Too Many Requests, and asks to wait 3600 s: try again then\n";
    assert!(words.contains(reason), "{words}");
}

#[test]
fn what_is_packed_or_moved_on_the_same_host_is_taken() {
    let folder = without("update-packed", "us-west-2");
    let mirror = mirror(&[KMS, SECRETS]);
    mirror.set(KMS.1, Reply::Packed(kms()));
    let moved = "location: /moved.json\r\n".to_owned();
    mirror.set(SECRETS.1, Reply::Status("301 Moved Permanently", moved));
    mirror.json("/moved.json", SECRETS.3);
    let done = update(&folder, &mirror, &CALL);
    assert_eq!(done.status.code(), Some(0), "{}", told(&done));
    let asked = mirror.asked();
    let packed = asked
        .iter()
        .find(|asked| asked.path == KMS.1)
        .expect("a request");
    assert!(
        packed.headers.contains("accept-encoding: gzip"),
        "{packed:?}"
    );
    assert!(out(&done).contains("us-west-2/kms.toml"), "{}", out(&done));
    assert!(
        out(&done).contains("us-west-2/secrets-manager.toml"),
        "{}",
        out(&done)
    );
}
