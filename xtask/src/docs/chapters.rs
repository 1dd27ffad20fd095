//! The chapters that are not written: requirements and faults, from what the binary lists.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::Value;

use super::escape::escape;
use crate::failure::Failure;

/// A generated page, and its place in the summary.
#[derive(Debug)]
pub(crate) struct Chapter {
    /// Relative to the book's sources, with slashes.
    pub(crate) path: String,
    /// What the summary calls it.
    pub(crate) title: String,
    pub(crate) text: String,
}

/// Cases that are listed openly; more of them are folded.
const OPEN: usize = 8;

/// One page an area for the requirements, one for the faults that break them, and one for each other kind of fault.
pub(crate) fn chapters(catalogue: &Value) -> Result<Vec<Chapter>, Failure> {
    let read = || {
        let tables = Tables::read(catalogue)?;
        let requirements = tables.areas.iter().map(|area| tables.requirements_of(area));
        let faults = tables.areas.iter().map(|area| tables.faults_of(area));
        let others = [
            (
                "deep",
                "Deep faults",
                "No case is meant to see these: they lie at one length, one value, one spelling or one combination. [The search](../search.md) is for them.",
            ),
            (
                "transport",
                "Faults of the transport",
                "Whatever reads answers has to survive these. [Hostile services](../hostile.md) says how the suite does.",
            ),
        ];
        let others = others.map(|(kind, title, about)| tables.faults_of_kind(kind, title, about));
        requirements.chain(faults).chain(others).collect::<Option<Vec<_>>>()
    };
    read().ok_or_else(|| Failure("`list --json` listed something unexpected".to_owned()))
}

struct Tables<'a> {
    areas: Vec<Area<'a>>,
    requirements: Vec<&'a Value>,
    cases: BTreeMap<&'a str, &'a Value>,
    faults: Vec<&'a Value>,
}

struct Area<'a> {
    name: &'a str,
    about: &'a str,
}

impl<'a> Tables<'a> {
    fn read(catalogue: &'a Value) -> Option<Self> {
        let rows = |name: &str| Some(catalogue.get(name)?.as_array()?.iter());
        let area = |value: &'a Value| Some(Area { name: text(value, "id")?, about: text(value, "about")? });
        Some(Self {
            areas: rows("areas")?.map(area).collect::<Option<_>>()?,
            requirements: rows("requirements")?.collect(),
            cases: rows("cases")?.map(|case| Some((text(case, "id")?, case))).collect::<Option<_>>()?,
            faults: rows("faults")?.collect(),
        })
    }

    /// The requirements whose first case is of that area: each requirement is in one.
    fn within(&self, area: &str) -> Option<Vec<&'a Value>> {
        let mut found = Vec::new();
        for requirement in &self.requirements {
            let first = texts(requirement, "cases")?.first().copied();
            let case = first.and_then(|id| self.cases.get(id));
            if case.and_then(|case| text(case, "area")) == Some(area) {
                found.push(*requirement);
            }
        }
        Some(found)
    }

    fn requirements_of(&self, area: &Area<'_>) -> Option<Chapter> {
        let mut page = format!("# Requirements: {}\n\n{}.\n", area.name, first_upper(area.about));
        for requirement in self.within(area.name)? {
            self.write_requirement(&mut page, requirement, area.name)?;
        }
        Some(Chapter {
            path: format!("requirements/{}.md", area.name),
            title: area.name.to_owned(),
            text: page,
        })
    }

    fn write_requirement(&self, page: &mut String, requirement: &Value, area: &str) -> Option<()> {
        let (id, level) = (text(requirement, "id")?, text(requirement, "level")?);
        let _ =
            write!(page, "\n## {id}\n\n**{level}**: {}\n\nSources:\n\n", escape(text(requirement, "text")?));
        for source in requirement.get("sources")?.as_array()? {
            let (name, what) = (escape(text(source, "name")?), escape(text(source, "what")?));
            let reference = text(source, "reference")?;
            let _ = if reference.starts_with("https://") {
                writeln!(page, "- [{name}]({reference}): {what}")
            } else {
                writeln!(page, "- {name}: {what}")
            };
        }
        self.write_cases(page, &texts(requirement, "cases")?)?;
        match texts(requirement, "faults")?.len() {
            0 => {}
            1 => page.push_str(&format!(
                "\n[One fault](../faults/{area}.md#{}) of the mock breaks it.\n",
                id.to_lowercase()
            )),
            count => page.push_str(&format!(
                "\n[{count} faults](../faults/{area}.md#{}) of the mock break it.\n",
                id.to_lowercase()
            )),
        }
        Some(())
    }

    fn write_cases(&self, page: &mut String, cases: &[&str]) -> Option<()> {
        let count = match cases.len() {
            1 => "One case".to_owned(),
            count => format!("{count} cases"),
        };
        let is_folded = cases.len() > OPEN;
        let _ = if is_folded {
            write!(page, "\n<details>\n<summary>{count}</summary>\n\n")
        } else {
            write!(page, "\n{count}:\n\n")
        };
        for id in cases {
            let case = self.cases.get(id)?;
            let _ = writeln!(page, "- `{id}`: {}", escape(text(case, "title")?));
        }
        if is_folded {
            page.push_str("\n</details>\n");
        }
        Some(())
    }

    fn faults_of(&self, area: &Area<'_>) -> Option<Chapter> {
        let mut page = format!(
            "# Faults: {0}\n\nEach breaks the requirement that it stands under, and a case of that requirement sees it. \
             `eks-auth-conformance mock --fault ID` serves one.\n",
            area.name
        );
        for requirement in self.within(area.name)? {
            let id = text(requirement, "id")?;
            let faults: Vec<_> = self
                .faults
                .iter()
                .filter(|fault| is_of(fault, "case") && text(fault, "requirement") == Some(id))
                .collect();
            if faults.is_empty() {
                continue;
            }
            let _ = write!(
                page,
                "\n## {id}\n\n{} ([sources and cases](../requirements/{}.md#{}))\n\n",
                escape(text(requirement, "text")?),
                area.name,
                id.to_lowercase()
            );
            for fault in faults {
                let _ = writeln!(page, "- `{}`: {}", text(fault, "id")?, escape(text(fault, "summary")?));
            }
        }
        Some(Chapter { path: format!("faults/{}.md", area.name), title: area.name.to_owned(), text: page })
    }

    fn faults_of_kind(&self, kind: &str, title: &str, about: &str) -> Option<Chapter> {
        let mut page = format!("# {title}\n\n{about}\n\n");
        for fault in self.faults.iter().filter(|fault| is_of(fault, kind)) {
            let (id, breaks) = (text(fault, "id")?, text(fault, "requirement")?);
            let _ = writeln!(page, "- `{id}` breaks {breaks}: {}", escape(text(fault, "summary")?));
        }
        Some(Chapter { path: format!("faults/{kind}.md"), title: kind.to_owned(), text: page })
    }
}

fn is_of(fault: &Value, kind: &str) -> bool {
    text(fault, "kind") == Some(kind)
}

fn text<'a>(value: &'a Value, member: &str) -> Option<&'a str> {
    value.get(member)?.as_str()
}

fn texts<'a>(value: &'a Value, member: &str) -> Option<Vec<&'a str>> {
    value.get(member)?.as_array()?.iter().map(Value::as_str).collect()
}

fn first_upper(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map(|first| first.to_uppercase().chain(characters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn catalogue() -> Value {
        json!({
            "areas": [{ "id": "claims", "about": "times and the like" }],
            "cases": [{ "id": "claims.exp", "area": "claims", "title": "`exp` of <now>" }],
            "requirements": [{
                "id": "TOK-1", "level": "must", "text": "It ends.", "cases": ["claims.exp"], "faults": ["claims.late"],
                "sources": [{ "name": "RFC", "what": "says so", "reference": "https://example.com/rfc" }],
            }],
            "faults": [
                { "id": "claims.late", "requirement": "TOK-1", "summary": "it never ends", "kind": "case" },
                { "id": "deep.late", "requirement": "TOK-1", "summary": "it ends late", "kind": "deep" },
            ],
        })
    }

    #[test]
    fn requirement_has_its_sources_cases_and_faults() {
        let chapters = chapters(&catalogue()).expect("chapters");
        let paths: Vec<_> = chapters.iter().map(|chapter| chapter.path.as_str()).collect();
        assert_eq!(
            paths,
            ["requirements/claims.md", "faults/claims.md", "faults/deep.md", "faults/transport.md"]
        );
        for part in [
            "## TOK-1",
            "**must**: It ends.",
            "[RFC](https://example.com/rfc)",
            "- `claims.exp`: `exp` of &lt;now&gt;",
            "(../faults/claims.md#tok-1)",
        ] {
            assert!(chapters[0].text.contains(part), "{part} in {}", chapters[0].text);
        }
        assert!(
            chapters[1].text.contains("- `claims.late`: it never ends")
                && !chapters[1].text.contains("deep.late")
        );
        assert!(chapters[2].text.contains("- `deep.late` breaks TOK-1: it ends late"));
    }

    #[test]
    fn list_of_another_form() {
        assert!(chapters(&json!({ "cases": [] })).is_err());
    }
}
