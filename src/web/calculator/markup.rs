//! HTML as text, for the parts of the page that change while it is open.
//!
//! The server puts this text into the page, and the island puts it into the same elements later, so
//! both write the same characters. It is text and not a Leptos view because views cost the browser
//! several times the WebAssembly that this module does.

/// HTML under construction. Text and attribute values are escaped; tags are literals.
#[derive(Debug, Default)]
pub struct Markup(String);

impl Markup {
    /// A tag or other markup of this program's own.
    pub fn tag(&mut self, tag: &'static str) -> &mut Self {
        self.0.push_str(tag);
        self
    }

    /// Text, or an attribute's value between quotes.
    pub fn text(&mut self, text: &str) -> &mut Self {
        let mut rest = text;
        while let Some((plain, character, after)) = up_to_special(rest) {
            self.0.push_str(plain);
            self.0.push_str(match character {
                b'&' => "&amp;",
                b'<' => "&lt;",
                b'>' => "&gt;",
                b'"' => "&quot;",
                _ => "&#39;",
            });
            rest = after;
        }
        self.0.push_str(rest);
        self
    }

    /// Nothing yet, with room for so many bytes: a text that grows is copied each time.
    #[cfg(feature = "ssr")]
    #[must_use]
    pub fn with_room(bytes: usize) -> Self {
        Self(String::with_capacity(bytes))
    }

    /// Markup that was finished before.
    #[cfg(feature = "ssr")]
    pub fn finished(&mut self, markup: &str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// An attribute of the tag that was begun last: ` name="value"`.
    #[cfg(feature = "ssr")]
    pub fn attribute(&mut self, name: &'static str, value: &str) -> &mut Self {
        self.tag(" ").tag(name).tag("=\"").text(value).tag("\"")
    }

    /// A link to an address with some words.
    pub fn link(&mut self, href: &str, words: &str) -> &mut Self {
        self.tag("<a href=\"")
            .text(href)
            .tag("\" rel=\"noreferrer\">")
            .text(words)
            .tag("</a>")
    }

    /// The finished text.
    #[must_use]
    pub fn finish(self) -> String {
        self.0
    }
}

/// A text up to its first character that markup needs escaped, that character, and the rest.
fn up_to_special(text: &str) -> Option<(&str, u8, &str)> {
    let special = |byte: &u8| matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'');
    // Sixteen bytes at once, without a branch for each of them: most texts have nothing to escape.
    let (blocks, rest) = text.as_bytes().as_chunks::<16>();
    let any = |block: &[u8; 16]| block.iter().fold(false, |any, byte| any | special(byte));
    let at = match blocks.iter().position(any) {
        Some(block) => {
            let before = block * 16;
            before + blocks.get(block)?.iter().position(special)?
        }
        None => blocks.len() * 16 + rest.iter().position(special)?,
    };
    let (plain, rest) = text.split_at_checked(at)?;
    // The character is one byte long.
    let (character, after) = rest.split_at_checked(1)?;
    Some((plain, *character.as_bytes().first()?, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_user_typed_is_never_markup() {
        let mut markup = Markup::default();
        markup
            .tag("<b title=\"")
            .text("\"'><script>&")
            .tag("\">")
            .text("für <i> & so")
            .tag("</b>");
        assert_eq!(
            markup.finish(),
            "<b title=\"&quot;&#39;&gt;&lt;script&gt;&amp;\">für &lt;i&gt; &amp; so</b>"
        );
    }

    #[test]
    fn a_character_is_escaped_wherever_it_is() {
        for (character, escaped) in [
            ("&", "&amp;"),
            ("<", "&lt;"),
            (">", "&gt;"),
            ("\"", "&quot;"),
            ("'", "&#39;"),
        ] {
            for before in 0..40 {
                let around = |middle: &str| format!("{}{middle}ü{middle}", "a".repeat(before));
                let mut markup = Markup::default();
                markup.text(&around(character));
                assert_eq!(markup.finish(), around(escaped));
            }
        }
    }
}
