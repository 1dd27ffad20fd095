//! What the parser of the command line has to say: help on standard output, an error in one line.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use eks_auth_suite::client::without_user;

use crate::exit::Exit;
use crate::failure::line_of;
use crate::print;

/// Says it and returns how to end.
pub(crate) fn tell(error: &clap::Error) -> Exit {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            // Whoever asks for help and does not read it is not told of that.
            let _ = print::out(&shown(error));
            Exit::Fine
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            print::err(shown(error).trim_end());
            Exit::Usage
        }
        _ => {
            print::err(&line(error));
            Exit::Usage
        }
    }
}

/// The text with colours where standard output is a terminal that wants them.
fn shown(error: &clap::Error) -> String {
    let text = error.render();
    match anstream::AutoStream::choice(&std::io::stdout()) {
        anstream::ColorChoice::Never => text.to_string(),
        _ => text.ansi().to_string(),
    }
}

/// The parser's paragraphs as one line: what is wrong, what may have been meant, how to learn more.
fn line(error: &clap::Error) -> String {
    let text = error.render().to_string();
    let wrong = text.split("\n\n").next().unwrap_or_default();
    let words: Vec<&str> = wrong.split_whitespace().collect();
    let wrong = words.join(" ");
    let wrong = wrong.strip_prefix("error: ").unwrap_or(&wrong);
    let mut line = wrong.to_owned();
    for kind in [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue] {
        match error.get(kind) {
            Some(ContextValue::String(meant)) => line.push_str(&format!("; did you mean `{meant}`?")),
            Some(ContextValue::Strings(meant)) if !meant.is_empty() => {
                line.push_str(&format!("; did you mean `{}`?", meant.join("` or `")));
            }
            _ => {}
        }
    }
    // What is wrong about a URL is quoted, and it may hold a password.
    line_of(&format!("{}; see --help", without_user(&line)))
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::args::Arguments;

    fn line_for(words: &[&str]) -> String {
        let words = std::iter::once("eks-auth-conformance").chain(words.iter().copied());
        line(&Arguments::try_parse_from(words).expect_err("it does not parse"))
    }

    #[test]
    fn every_error_is_one_line_that_says_what_to_do() {
        let wrong: [&[&str]; 9] = [
            &["service", "--jsno", "x"],
            &["service", "--json"],
            &["service", "--timeout", "soon"],
            &["service", "--endpoint", "localhost:8080"],
            &["service", "--partition", "mars"],
            &["mock", "--fault", "nothing"],
            &["world", "export"],
            &["replay"],
            &["servcie"],
        ];
        for words in wrong {
            let line = line_for(words);
            assert!(line.starts_with("error: ") && line.ends_with("; see --help"), "{line}");
            assert_eq!(line.lines().count(), 1, "{line}");
        }
    }

    #[test]
    fn what_may_have_been_meant() {
        assert!(line_for(&["service", "--jsno", "x"]).contains("did you mean `--json`?"));
        assert!(line_for(&["servcie"]).contains("`service`?"));
    }

    #[test]
    fn password_in_a_url_is_not_said_again() {
        let line = line_for(&["service", "--endpoint", "http://me:word@127.0.0.1:8080"]);
        assert!(line.contains("http://…@127.0.0.1:8080") && !line.contains("word"), "{line}");
    }

    #[test]
    fn known_values_are_named() {
        assert!(line_for(&["service", "--partition", "mars"]).contains("aws-us-gov"));
    }

    #[test]
    fn missing_arguments_are_named() {
        assert!(line_for(&["world", "export"]).contains("--out <DIR>"));
    }
}
