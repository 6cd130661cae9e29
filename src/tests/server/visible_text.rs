//! The text of a page as a reader sees it: one line for each block, and the inputs of a form in
//! square brackets. Links, classes and scripts are left out.

/// Tags that begin a new line.
const BLOCKS: &[&str] = &[
    "address", "article", "aside", "body", "caption", "dd", "details", "div", "dl", "dt",
    "fieldset", "footer", "form", "h1", "h2", "h3", "h4", "head", "header", "hr", "html", "label",
    "legend", "li", "main", "nav", "ol", "option", "p", "pre", "section", "select", "summary",
    "table", "tbody", "thead", "title", "tr", "ul",
];

/// The visible text of an HTML page, with its title as the first line.
pub fn visible_text(html: &str) -> String {
    let mut lines = vec![String::new()];
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        say(&mut lines, &rest[..start]);
        rest = &rest[start..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = after(comment, "-->");
            continue;
        }
        let end = tag_end(rest);
        let (tag, behind) = (&rest[1..end], &rest[end + 1..]);
        rest = behind;
        let name = name_of(tag);
        match name {
            "script" | "style" | "svg" => rest = after(rest, &format!("</{name}>")),
            "input" => say(&mut lines, &input(tag)),
            "td" | "th" => say(&mut lines, " | "),
            // The style sheet puts many of them on lines of their own.
            "span" => say(&mut lines, " "),
            "option" => {
                lines.push(String::new());
                let selected = attribute(tag, "selected").is_some() && !tag.starts_with('/');
                say(&mut lines, if selected { "(x) " } else { "" });
            }
            "br" => lines.push(String::new()),
            _ if BLOCKS.contains(&name) => lines.push(String::new()),
            _ => {}
        }
    }
    say(&mut lines, rest);
    let lines = lines.iter().map(|line| {
        let words: Vec<&str> = line.split_whitespace().collect();
        let line = words.join(" ");
        line.trim_matches([' ', '|']).replace("| |", "|")
    });
    let lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}

/// Adds to the line that is being written.
fn say(lines: &mut [String], text: &str) {
    let decoded = text
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#x27;", "'")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
    if let Some(line) = lines.last_mut() {
        line.push_str(&decoded);
    }
}

/// What follows this mark.
fn after<'h>(html: &'h str, mark: &str) -> &'h str {
    html.split_once(mark).map_or("", |(_, behind)| behind)
}

/// Where the tag that the text begins with ends: at the first `>` outside quotation marks.
fn tag_end(html: &str) -> usize {
    let mut quoted = false;
    for (at, letter) in html.char_indices() {
        match letter {
            '"' => quoted = !quoted,
            '>' if !quoted => return at,
            _ => {}
        }
    }
    panic!("a tag without an end: {html}");
}

fn name_of(tag: &str) -> &str {
    let tag = tag.trim_start_matches('/');
    let end = tag.find(|letter: char| !letter.is_ascii_alphanumeric());
    &tag[..end.unwrap_or(tag.len())]
}

/// An attribute's value, empty if it has none; `None` if the tag does not have the attribute.
fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let (_, mut rest) = tag.split_once(char::is_whitespace)?;
    loop {
        rest = rest.trim_start();
        let end = rest.find([' ', '=', '\n']).unwrap_or(rest.len());
        let (found, behind) = rest.split_at(end);
        if found.is_empty() {
            return None;
        }
        let (value, behind) = match behind.strip_prefix("=\"") {
            Some(quoted) => quoted.split_once('"')?,
            None => ("", behind),
        };
        if found == name {
            return Some(value);
        }
        rest = behind;
    }
}

/// What an input shows.
fn input(tag: &str) -> String {
    let checked = attribute(tag, "checked").is_some();
    match attribute(tag, "type").unwrap_or("text") {
        "hidden" => String::new(),
        "radio" | "checkbox" if checked => " [x] ".to_owned(),
        "radio" | "checkbox" => " [ ] ".to_owned(),
        _ => format!(" [{}] ", attribute(tag, "value").unwrap_or_default()),
    }
}

#[test]
fn the_text_of_a_page_is_what_its_reader_sees() {
    let html = r#"<!DOCTYPE html><html><head><title>A &amp; B</title><style>p > a {}</style></head>
        <body><p>Text<!> of <b>one</b><!----> line<span>beside</span></p><script>if (1 < 2) {}</script>
        <table><tr><th>Name</th><td>1</td><td></td></tr></table>
        <label>Size <input type="text" value="a>b"></label><input type="hidden" value="7">
        <label><input type="radio" name="k" checked> this</label>
        <select><option value="a" selected>A</option><option value="b">B</option></select></body>"#;
    assert_eq!(
        visible_text(html),
        "A & B\nText of one line beside\nName | 1\nSize [a>b]\n[x] this\n(x) A\nB"
    );
}
