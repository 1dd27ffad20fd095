//! Where snapshots lie, how they are named, and what in them varies from run to run.

use insta::Settings;

/// Makes a test of each page: its text is compared with the file of its name in the folder.
macro_rules! pages {
    ($folder:literal: $($name:ident => $text:expr),+ $(,)?) => {
        /// The pages of this subject, for the test that no file is left over.
        pub(crate) const PAGES: $crate::settings::Pages =
            $crate::settings::Pages { folder: $folder, names: &[$(stringify!($name)),+] };

        $(
            #[test]
            fn $name() {
                let text: String = $text;
                $crate::settings::of($folder).bind(|| insta::assert_snapshot!(stringify!($name), text));
            }
        )+
    };
}

/// The files that one subject has in its folder.
pub(crate) struct Pages {
    pub(crate) folder: &'static str,
    pub(crate) names: &'static [&'static str],
}

/// How the snapshots of a folder are kept.
pub(crate) fn of(folder: &str) -> Settings {
    let mut settings = Settings::clone_current();
    settings.set_snapshot_path(folder);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    if folder == "report" {
        for (pattern, shown) in VARYING {
            settings.add_filter(pattern, *shown);
        }
    }
    settings
}

/// What differs between two runs of the same suite against the same service. Everything else is fixed: the world,
/// the order of cases, and whatever is drawn from the seed.
const VARYING: &[(&str, &str)] = &[
    (r"127\.0\.0\.1:\d+", "127.0.0.1:<port>"),
    (r#""duration_ms":( ?)\d+"#, r#""duration_ms":$1<milliseconds>"#),
    (r" {3,}\d+ ms  ", " <milliseconds> ms  "),
    (r"; \d+ s\.", "; <seconds> s."),
    (r#" time="\d+\.\d+""#, r#" time="<seconds>""#),
    (r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z", "<time>"),
    (r"\d{8}T\d{6}Z", "<time>"),
    (r"(?i)(date: )[a-z]{3}, \d\d [a-z]{3} \d{4} \d\d:\d\d:\d\d GMT", "$1<time>"),
    (r"\b[12]\d{9}\b", "<epoch seconds>"),
    (r"(?i)(x-amzn-requestid: )[0-9a-f-]{36}", "$1<UUID>"),
    (r"([:/]eks-[a-z0-9-]+-)[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", "$1<UUID>"),
    (r"ASIA[A-Z2-7]{16}", "<access key id>"),
];
