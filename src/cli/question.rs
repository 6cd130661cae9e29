//! Asks on a terminal what a command may not decide by itself.

use std::io::{self, BufRead, IsTerminal as _, Write};

use crate::pricing::import::Remark;

/// Asks about prices, one by one.
pub(super) struct Question<I, O> {
    input: I,
    output: O,
    /// The answer to this question and all that follow.
    to_all: Option<bool>,
}

/// A question to the person at the terminal. Without one nothing is asked, and the answer is no.
pub(super) fn on_terminal(stdin_is_free: bool) -> Question<Box<dyn BufRead>, io::Stderr> {
    let terminal = stdin_is_free && io::stdin().is_terminal() && io::stderr().is_terminal();
    let input: Box<dyn BufRead> = if terminal {
        Box::new(io::stdin().lock())
    } else {
        Box::new(io::empty())
    };
    Question {
        input,
        output: io::stderr(),
        to_all: (!terminal).then_some(false),
    }
}

impl<I: BufRead, O: Write> Question<I, O> {
    /// Whether to import this price. If nobody answers, the answer is no.
    pub(super) fn asked(&mut self, doubtful: &Remark) -> bool {
        if let Some(answer) = self.to_all {
            return answer;
        }
        loop {
            let prompt = write!(self.output, "{doubtful}\nImport it? yes, no, all or none: ");
            let mut answer = String::new();
            let read = prompt
                .and_then(|()| self.output.flush())
                .and_then(|()| self.input.read_line(&mut answer));
            let answer = match read {
                Ok(0) | Err(_) => "none",
                Ok(_) => answer.trim(),
            };
            match answer {
                "y" | "yes" => return true,
                "n" | "no" => return false,
                "all" => return *self.to_all.insert(true),
                "none" => return *self.to_all.insert(false),
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers(typed: &str, questions: usize) -> (Vec<bool>, String) {
        let mut question = Question {
            input: typed.as_bytes(),
            output: Vec::new(),
            to_all: None,
        };
        let doubtful = Remark {
            region: "us-east-1".to_owned(),
            id: "lambda.requests".to_owned(),
            message: "the list says 5".to_owned(),
        };
        let given = (0..questions).map(|_| question.asked(&doubtful)).collect();
        (
            given,
            String::from_utf8_lossy(&question.output).into_owned(),
        )
    }

    #[test]
    fn each_answer_counts_for_what_it_says() {
        let (given, asked) = answers("perhaps\ny\nno\nyes\n", 3);
        assert_eq!(given, [true, false, true]);
        let prompt =
            "us-east-1 lambda.requests: the list says 5\nImport it? yes, no, all or none: ";
        assert_eq!(asked, prompt.repeat(4));
        assert_eq!(answers("n\nall\n", 4).0, [false, true, true, true]);
        assert_eq!(answers("y\nnone\n", 4).0, [true, false, false, false]);
    }

    #[test]
    fn nobody_says_no() {
        let (given, asked) = answers("", 2);
        assert_eq!(given, [false, false]);
        assert_eq!(asked.matches("Import it?").count(), 1);
    }
}
