//! The form that shows some of a page's cases; without a script it is not there, and everything is shown.
//!
//! What it filters has `data-outcome`, `data-level` and `data-area`; what holds only such things has `data-group`.

use maud::{Markup, html};

/// The form, with the values that there are.
pub(crate) fn filters(outcomes: &[&str], levels: &[&str], areas: &[&str]) -> Markup {
    html! {
        form id="filters" role="search" aria-label="Filter the cases" hidden {
            (choice("outcome", "Outcome", outcomes))
            (choice("level", "Level", levels))
            (choice("area", "Area", areas))
            label { "Text" input type="search" name="text" autocomplete="off" spellcheck="false"; }
            button type="reset" { "Show all" }
            p id="count" role="status" aria-live="polite" {}
        }
    }
}

fn choice(name: &str, label: &str, values: &[&str]) -> Markup {
    html! {
        label {
            (label)
            select name=(name) {
                option value="" { "all" }
                @for value in values { option value=(value) { (value) } }
            }
        }
    }
}
