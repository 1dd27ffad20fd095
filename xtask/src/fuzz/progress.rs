//! What libFuzzer says while it runs, as numbers.

/// What one run of one target did, as far as it has said so.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Progress {
    /// Inputs run.
    pub(crate) runs: u64,
    /// Inputs run in a second, over the whole run.
    pub(crate) rate: u64,
    /// Edges of the program that some input has passed.
    pub(crate) edges: u64,
    /// Features: edges together with how often they were passed, and values compared.
    pub(crate) features: u64,
    /// Inputs kept, each because of a feature that no other shows.
    pub(crate) corpus: u64,
    /// Files that break the law, or take too long or too much memory.
    pub(crate) finds: Vec<String>,
}

impl Progress {
    /// Takes in one line of libFuzzer's output, of one process or of several.
    pub(crate) fn read(&mut self, line: &str) {
        if let Some((_, path)) = line.split_once("Test unit written to ") {
            self.finds.push(path.trim().to_owned());
        } else if let Some((name, value)) = line.strip_prefix("stat::").and_then(|stat| stat.split_once(':'))
        {
            match name {
                "number_of_executed_units" => set(&mut self.runs, value.trim()),
                "average_exec_per_sec" => set(&mut self.rate, value.trim()),
                _ => {}
            }
        } else if let Some(status) = line.strip_prefix('#') {
            self.status(status);
        }
    }

    /// Whether a line only says that an input was kept, or a word was of use: thousands of them in a minute.
    pub(crate) fn is_chatter(line: &str) -> bool {
        let event = line.strip_prefix('#').and_then(|status| status.split_whitespace().nth(1));
        let word = line.starts_with("######") || line.starts_with('"') && line.contains("# Uses: ");
        matches!(event, Some("NEW" | "REDUCE" | "RELOAD"))
            || line.trim_start().starts_with("NEW_FUNC")
            || word
    }

    /// `1048576 pulse cov: 500 ft: 1200 corp: 130/20Kb lim: 4096 exec/s: 17476 rss: 60Mb`
    fn status(&mut self, status: &str) {
        let words: Vec<_> = status.split_whitespace().collect();
        if let Some(runs) = words.first() {
            set(&mut self.runs, runs.trim_end_matches(':'));
        }
        for pair in words.windows(2) {
            match pair[0] {
                "cov:" => set(&mut self.edges, pair[1]),
                "ft:" => set(&mut self.features, pair[1]),
                "corp:" => set(&mut self.corpus, pair[1].split('/').next().unwrap_or_default()),
                "exec/s:" => set(&mut self.rate, pair[1]),
                _ => {}
            }
        }
    }
}

/// Words that are no number leave what was known.
fn set(to: &mut u64, word: &str) {
    if let Ok(number) = word.parse() {
        *to = number;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lines: &[&str]) -> Progress {
        let mut progress = Progress::default();
        lines.iter().for_each(|line| progress.read(line));
        progress
    }

    #[test]
    fn last_status_and_final_numbers_count() {
        let progress = read(&[
            "INFO: seed corpus: files: 31 min: 5b max: 2254b total: 33683b rss: 52Mb",
            "#32\tINITED cov: 1036 ft: 1570 corp: 31/32Kb exec/s: 0 rss: 52Mb",
            "#900\tDONE   cov: 1047 ft: 1621 corp: 35/36Kb lim: 2254 exec/s: 300 rss: 52Mb",
            "Done 900 runs in 3 second(s)",
            "stat::number_of_executed_units: 901",
            "stat::average_exec_per_sec:     301",
            "stat::peak_rss_mb:              52",
        ]);
        let numbers = (progress.runs, progress.rate, progress.edges, progress.features, progress.corpus);
        assert_eq!(numbers, (901, 301, 1047, 1621, 35));
        assert!(progress.finds.is_empty());
    }

    #[test]
    fn several_processes_say_it_otherwise() {
        let progress = read(&[
            "#50761: cov: 1165 ft: 2412 corp: 295 exec/s: 4389 oom/timeout/crash: 0/0/0 time: 8s job: 4 dft_time: 0",
        ]);
        let numbers = (progress.runs, progress.rate, progress.edges, progress.features, progress.corpus);
        assert_eq!(numbers, (50761, 4389, 1165, 2412, 295));
    }

    #[test]
    fn finds_are_kept_with_their_path() {
        let progress =
            read(&["artifact_prefix='/a/'; Test unit written to /a/crash-0f", "Base64: AAAA", "#x cov: y"]);
        assert_eq!(progress, Progress { finds: vec!["/a/crash-0f".to_owned()], ..Progress::default() });
    }

    #[test]
    fn only_news_of_kept_inputs_and_words_is_chatter() {
        for line in
            ["#33\tNEW    cov: 1037 ft: 1572 corp: 32/33Kb", "###### End.", "\"\\004\\000\" # Uses: 22"]
        {
            assert!(Progress::is_chatter(line), "{line}");
        }
        assert!(!Progress::is_chatter("#65536\tpulse  cov: 1037 ft: 1572 corp: 32/33Kb"));
        assert!(!Progress::is_chatter("#32\tINITED cov: 1036 ft: 1570 corp: 31/32Kb"));
        assert!(!Progress::is_chatter("thread '<unnamed>' panicked at src/laws.rs:1:1:"));
    }
}
