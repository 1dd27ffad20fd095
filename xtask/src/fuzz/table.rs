//! What all targets did, for a person and for a program.

use std::fmt;

use serde_json::{Value, json};

use super::progress::Progress;

/// How the run of one target ended.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) target: String,
    pub(crate) progress: Progress,
    /// Whether the run ended as it should; a find, or a target that does not start, is no good end.
    pub(crate) ended_well: bool,
}

/// A line for each target.
#[derive(Debug, Default)]
pub(crate) struct Table(pub(crate) Vec<Row>);

impl Table {
    /// The targets that found something or did not run.
    pub(crate) fn unwell(&self) -> Vec<&str> {
        self.0.iter().filter(|row| !row.ended_well).map(|row| row.target.as_str()).collect()
    }

    /// The same as JSON.
    pub(crate) fn json(&self) -> Value {
        let rows = self.0.iter().map(|Row { target, progress, ended_well }| {
            json!({
                "target": target,
                "runs": progress.runs,
                "execs_per_second": progress.rate,
                "edges": progress.edges,
                "features": progress.features,
                "corpus": progress.corpus,
                "finds": progress.finds,
                "ended_well": ended_well,
            })
        });
        json!({ "targets": rows.collect::<Vec<_>>() })
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width = self.0.iter().map(|row| row.target.len()).max().unwrap_or(0).max("target".len());
        writeln!(
            f,
            "{:<width$}  {:>12}  {:>9}  {:>7}  {:>7}  {:>7}  {:>5}",
            "target", "runs", "exec/s", "cov", "ft", "corpus", "finds"
        )?;
        for Row { target, progress: p, ended_well } in &self.0 {
            let note = if *ended_well || !p.finds.is_empty() { "" } else { "  did not end well" };
            writeln!(
                f,
                "{target:<width$}  {:>12}  {:>9}  {:>7}  {:>7}  {:>7}  {:>5}{note}",
                p.runs,
                p.rate,
                p.edges,
                p.features,
                p.corpus,
                p.finds.len()
            )?;
            for find in &p.finds {
                writeln!(f, "  {find}")?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        let row = |target: &str, finds: &[&str], ended_well| Row {
            target: target.to_owned(),
            progress: Progress {
                runs: 1_000_000,
                rate: 50_000,
                edges: 1047,
                features: 1621,
                corpus: 35,
                finds: finds.iter().copied().map(str::to_owned).collect(),
            },
            ended_well,
        };
        Table(vec![row("token", &[], true), row("response", &["a/crash-0f"], false), row("x", &[], false)])
    }

    #[test]
    fn every_target_has_a_line_and_its_finds_below() {
        let expected = "\
target            runs     exec/s      cov       ft   corpus  finds
token          1000000      50000     1047     1621       35      0
response       1000000      50000     1047     1621       35      1
  a/crash-0f
x              1000000      50000     1047     1621       35      0  did not end well
";
        assert_eq!(table().to_string(), expected);
    }

    #[test]
    fn a_find_and_a_target_that_does_not_run_are_unwell() {
        assert_eq!(table().unwell(), ["response", "x"]);
    }

    #[test]
    fn json_has_the_same_numbers() {
        let json = table().json();
        assert_eq!(json.pointer("/targets/1/finds/0"), Some(&json!("a/crash-0f")));
        assert_eq!(json.pointer("/targets/0/features"), Some(&json!(1621)));
    }
}
