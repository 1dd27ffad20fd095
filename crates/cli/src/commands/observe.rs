//! `observe diff`: where two observations part.

use std::path::Path;

use eks_auth_suite::observe::{Difference, Observation, Parting, diff};
use eks_auth_suite::report::terminal::printable;

use crate::args::Diff;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::{input, print};

/// So many probes are named as examples.
const EXAMPLES: usize = 3;

pub(crate) fn run(arguments: &Diff) -> Result<Exit, Failure> {
    let (left, right) = (read(&arguments.left)?, read(&arguments.right)?);
    let differences = diff(&left, &right);
    print::out(&told(&differences))?;
    Ok(if differences.is_empty() { Exit::Fine } else { Exit::Failed })
}

fn read(path: &Path) -> Result<Observation, Failure> {
    let text = input::text(Some(path))?;
    Observation::read(&text).map_err(|source| Failure::Observation { path: path.to_owned(), source })
}

fn told(differences: &[Difference]) -> String {
    let mut text: String = differences.iter().map(difference).collect();
    text.push_str(&match differences.len() {
        0 => "no difference\n".to_owned(),
        1 => "1 difference\n".to_owned(),
        many => format!("{many} differences\n"),
    });
    text
}

fn difference(difference: &Difference) -> String {
    let something = |what: &Option<String>| what.clone().unwrap_or_else(|| "nothing".to_owned());
    let some = |answers: &[String]| match answers {
        [] => "no such answer".to_owned(),
        answers => answers.join(", "),
    };
    let lines = match difference.parting() {
        Parting::Place { answer, place, left, right } => {
            format!("{place} of {answer}\n  first   {}\n  second  {}\n", something(left), something(right))
        }
        Parting::Answers { left, right } => {
            format!("other answers\n  first   {}\n  second  {}\n", some(left), some(right))
        }
        Parting::OnlyLeft => "probes that the first alone has\n".to_owned(),
        Parting::OnlyRight => "probes that the second alone has\n".to_owned(),
        other => format!("{other:?}\n"),
    };
    let probes = difference.probes();
    let named = probes.iter().take(EXAMPLES).cloned().collect::<Vec<_>>().join(", ");
    let more = match probes.len().saturating_sub(EXAMPLES) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    printable_lines(&format!("{lines}  in {named}{more}\n\n"))
}

/// The same with nothing in its lines that a terminal would obey.
fn printable_lines(text: &str) -> String {
    text.split('\n').map(printable).collect::<Vec<_>>().join("\n")
}
