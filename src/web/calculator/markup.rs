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
        for character in text.chars() {
            match character {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                '\'' => self.0.push_str("&#39;"),
                other => self.0.push(other),
            }
        }
        self
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
            .text("<i>")
            .tag("</b>");
        assert_eq!(
            markup.finish(),
            "<b title=\"&quot;&#39;&gt;&lt;script&gt;&amp;\">&lt;i&gt;</b>"
        );
    }
}
