//! Reads formulas as a person would: computes their value from their text alone.

use rust_decimal::Decimal;

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Number(Decimal),
    Sign(char),
    Open,
    Close,
    /// `max(` or `min(`.
    Pick(bool),
    Comma,
    CeilOpen,
    /// `⌊`: the start of an expression that is rounded to a whole number, half to even.
    RoundOpen,
    /// `⌉`: the end of an expression that is rounded to multiples of this number.
    CeilClose(Decimal),
}

/// The tokens of a formula. Words are left out, because they only name the numbers.
fn tokens(text: &str) -> Vec<Token> {
    let letters: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        let letter = letters[at];
        let rest: String = letters[at..].iter().take(4).collect();
        if rest == "max(" || rest == "min(" {
            found.push(Token::Pick(rest == "max("));
            at += 4;
        } else if letter.is_alphabetic() || letter == '-' || letter == '_' {
            // A word may contain digits and points: x86_64, dax.r5.large.
            while at < letters.len()
                && (letters[at].is_alphanumeric() || "-_.'".contains(letters[at]))
            {
                at += 1;
            }
        } else if letter.is_ascii_digit() {
            let mut number = String::new();
            while at < letters.len() {
                let grouped = letters[at] == ','
                    && letters[at + 1..]
                        .iter()
                        .take(3)
                        .filter(|l| l.is_ascii_digit())
                        .count()
                        == 3;
                if letters[at].is_ascii_digit() || letters[at] == '.' {
                    number.push(letters[at]);
                } else if !grouped {
                    break;
                }
                at += 1;
            }
            found.push(Token::Number(number.trim_end_matches('.').parse().unwrap()));
        } else {
            match letter {
                '×' | '÷' | '+' | '−' | '^' => found.push(Token::Sign(letter)),
                '(' => found.push(Token::Open),
                ')' => found.push(Token::Close),
                ',' => found.push(Token::Comma),
                '⌈' => found.push(Token::CeilOpen),
                '⌊' => found.push(Token::RoundOpen),
                '⌉' => {
                    let digits = letters[at + 1..].iter().map_while(|letter| {
                        let digit = u32::from(*letter).checked_sub(u32::from('₀'))?;
                        (digit < 10).then_some(digit)
                    });
                    let digits: Vec<u32> = digits.collect();
                    at += digits.len();
                    let to = digits.iter().fold(0, |to, digit| to * 10 + digit);
                    found.push(Token::CeilClose(Decimal::from(to.max(1))));
                }
                _ => {}
            }
            at += 1;
        }
    }
    found
}

/// Leaves out brackets that follow a number without an operator: `(first 300,000,000)`.
fn without_asides(tokens: Vec<Token>) -> Vec<Token> {
    let mut kept: Vec<Token> = Vec::new();
    let mut aside = 0;
    for token in tokens {
        let opens = matches!(
            token,
            Token::Open | Token::Pick(_) | Token::CeilOpen | Token::RoundOpen
        );
        let closes = matches!(token, Token::Close | Token::CeilClose(_));
        if aside > 0 {
            aside = aside + i32::from(opens) - i32::from(closes);
        } else if opens
            && matches!(
                kept.last(),
                Some(Token::Number(_) | Token::Close | Token::CeilClose(_))
            )
        {
            aside = 1;
        } else {
            kept.push(token);
        }
    }
    kept
}

struct Reading {
    tokens: Vec<Token>,
    at: usize,
}

impl Reading {
    fn next_is(&mut self, wanted: impl Fn(&Token) -> bool) -> Option<Token> {
        let token = self
            .tokens
            .get(self.at)
            .filter(|token| wanted(token))?
            .clone();
        self.at += 1;
        Some(token)
    }

    fn sum(&mut self) -> Option<Decimal> {
        let negative = self.next_is(|token| *token == Token::Sign('−')).is_some();
        let first = self.product()?;
        let mut sum = if negative { -first } else { first };
        while let Some(Token::Sign(sign)) =
            self.next_is(|token| matches!(token, Token::Sign('+' | '−')))
        {
            let other = self.product()?;
            sum = if sign == '+' {
                sum + other
            } else {
                sum - other
            };
        }
        Some(sum)
    }

    /// Multiplies all factors and all divisors separately and divides once, at the end.
    fn product(&mut self) -> Option<Decimal> {
        let (mut over, mut under) = (self.power()?, Decimal::ONE);
        while let Some(Token::Sign(sign)) =
            self.next_is(|token| matches!(token, Token::Sign('×' | '÷')))
        {
            let other = self.power()?;
            if sign == '×' {
                over *= other;
            } else {
                under *= other;
            }
        }
        over.checked_div(under)
    }

    fn power(&mut self) -> Option<Decimal> {
        let base = self.atom()?;
        if self.next_is(|token| *token == Token::Sign('^')).is_none() {
            return Some(base);
        }
        let exponent = self.atom()?;
        let mut power = Decimal::ONE;
        for _ in 0..u32::try_from(exponent).ok()? {
            power *= base;
        }
        Some(power)
    }

    fn atom(&mut self) -> Option<Decimal> {
        match self.next_is(|_| true)? {
            Token::Number(number) => Some(number),
            Token::Open => {
                let inner = self.sum()?;
                self.next_is(|token| *token == Token::Close)?;
                Some(inner)
            }
            Token::Pick(largest) => {
                let mut picked = self.sum()?;
                while self.next_is(|token| *token == Token::Comma).is_some() {
                    let other = self.sum()?;
                    picked = if largest {
                        picked.max(other)
                    } else {
                        picked.min(other)
                    };
                }
                self.next_is(|token| *token == Token::Close)?;
                Some(picked)
            }
            Token::CeilOpen => {
                let inner = self.sum()?;
                match self.next_is(|token| matches!(token, Token::CeilClose(_)))? {
                    Token::CeilClose(to) => Some((inner / to).ceil() * to),
                    _ => None,
                }
            }
            Token::RoundOpen => {
                let inner = self.sum()?;
                self.next_is(|token| *token == Token::CeilClose(Decimal::ONE))?;
                Some(inner.round())
            }
            _ => None,
        }
    }
}

/// The value of a formula; `None` if the text is not a formula. A comma outside brackets begins a
/// remark.
pub fn worked_out(formula: &str) -> Option<Decimal> {
    let mut depth = 0;
    let mut tokens = without_asides(tokens(formula));
    let remark = tokens.iter().position(|token| {
        depth += i32::from(matches!(token, Token::Open | Token::Pick(_)));
        depth -= i32::from(*token == Token::Close);
        depth == 0 && *token == Token::Comma
    });
    tokens.truncate(remark.unwrap_or(tokens.len()));
    let mut reading = Reading { tokens, at: 0 };
    let value = reading.sum()?;
    (reading.at == reading.tokens.len()).then_some(value)
}

#[test]
fn formulas_are_worked_out_from_their_text() {
    let value = |text: &str| worked_out(text).unwrap().normalize().to_string();
    assert_eq!(value("f1: 1,000 requests × (1 + 0.1 retried)"), "1100");
    assert_eq!(value("t: 3 × ⌈2.5 KB ÷ 1⌉ × 2 in a transaction"), "18");
    assert_eq!(value("10 requests × $0.5 (first 1,000)"), "5");
    assert_eq!(value("2 × ⌈150 ms⌉₁₀₀ ÷ 1,000 × max(0, 1 − 3)"), "0");
    assert_eq!(value("8 × 1,024 ÷ 2^10"), "8");
    assert_eq!(value("⌊2.5 requests⌉ × (−3 more)"), "-6");
    assert_eq!(worked_out("together"), None);
}
