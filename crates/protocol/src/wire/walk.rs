//! The walk that every reader takes: through an object by the fields of the model, reporting on the way.

use std::borrow::Cow;
use std::ops::ControlFlow;

use super::field::{Field, Presence};
use super::{Document, First, Kind, Limits, Sink, Value, Violation, ViolationKind};
use crate::EpochSeconds;

/// A walk in progress; it knows where its reports go.
pub(super) struct Walk<'s, S: ?Sized> {
    sink: &'s mut S,
    failed: bool,
}

/// What a step of a walk gives: something, nothing after a report, or the sink's wish to stop.
pub(super) type Step<T> = ControlFlow<(), Option<T>>;

/// What an object holds for one field: a value of the right kind, or nothing.
#[derive(Clone, Copy)]
pub(super) struct Slot<'d, 'a> {
    field: &'static Field,
    value: Option<Value<'d, 'a>>,
}

impl<'a> Slot<'_, 'a> {
    /// What a string says.
    pub(super) fn text(&self) -> Option<Cow<'a, str>> {
        self.value?.as_str()
    }

    /// A string of one's own.
    pub(super) fn string(&self) -> Option<String> {
        self.text().map(Cow::into_owned)
    }

    /// A number, as a point in time.
    pub(super) fn time(&self) -> Option<EpochSeconds> {
        EpochSeconds::parse(self.value?.as_number()?.literal()).ok()
    }
}

/// Reads a whole document: its syntax, then whatever `read` makes of its root.
pub(super) fn document<T, S: Sink + ?Sized>(
    bytes: &[u8],
    limits: Limits,
    sink: &mut S,
    read: impl FnOnce(Value<'_, '_>, &mut S) -> Option<T>,
) -> Option<T> {
    match Document::parse_with(bytes, limits) {
        Ok(document) => read(document.root(), sink),
        Err(error) => {
            // There is nothing left to stop.
            let _ = sink.report(Violation::new("", ViolationKind::Syntax(error)));
            None
        }
    }
}

/// Turns a reader that reports into one that returns the first violation.
pub(super) fn first<T>(read: impl FnOnce(&mut First) -> Option<T>) -> Result<T, Violation> {
    let mut first = First::default();
    match (read(&mut first), first.into_violation()) {
        (Some(value), _) => Ok(value),
        (None, Some(violation)) => Err(violation),
        // Readers make no value only after a report, so this is never seen.
        (None, None) => Err(Violation::new("", ViolationKind::Missing)),
    }
}

/// Takes a walk, and gives what it makes unless something on the way forbids that.
pub(super) fn walk<T, S: Sink + ?Sized>(
    sink: &mut S,
    read: impl FnOnce(&mut Walk<'_, S>) -> Step<T>,
) -> Option<T> {
    let mut walk = Walk { sink, failed: false };
    match read(&mut walk) {
        ControlFlow::Continue(value) if !walk.failed => value,
        _ => None,
    }
}

impl<S: Sink + ?Sized> Walk<'_, S> {
    /// The fields of the document itself.
    pub(super) fn root<'d, 'a, const N: usize>(
        &mut self,
        root: Value<'d, 'a>,
        fields: &'static [Field; N],
    ) -> Step<[Slot<'d, 'a>; N]> {
        let found = root.kind();
        if found != Kind::Object {
            self.report("", ViolationKind::NotAnObject { found })?;
            return ControlFlow::Continue(None);
        }
        self.members(root, fields).map_continue(Some)
    }

    /// The fields of an object within the document.
    pub(super) fn object<'d, 'a, const N: usize>(
        &mut self,
        slot: Slot<'d, 'a>,
        fields: &'static [Field; N],
    ) -> Step<[Slot<'d, 'a>; N]> {
        match slot.value {
            Some(object) => self.members(object, fields).map_continue(Some),
            None => ControlFlow::Continue(None),
        }
    }

    /// What a string says, as `parse` understands it.
    pub(super) fn parsed<'a, T, E: Into<ViolationKind>>(
        &mut self,
        slot: Slot<'_, 'a>,
        parse: impl FnOnce(Cow<'a, str>) -> Result<T, E>,
    ) -> Step<T> {
        match slot.text().map(parse) {
            None => ControlFlow::Continue(None),
            Some(Ok(value)) => ControlFlow::Continue(Some(value)),
            Some(Err(error)) => {
                self.report(slot.field.path(), error.into())?;
                ControlFlow::Continue(None)
            }
        }
    }

    fn members<'d, 'a, const N: usize>(
        &mut self,
        object: Value<'d, 'a>,
        fields: &'static [Field; N],
    ) -> ControlFlow<(), [Slot<'d, 'a>; N]> {
        let mut slots = fields.each_ref().map(|field| Slot { field, value: None });
        let mut again = [false; N];
        let mut next = 0;
        for member in object.members() {
            // Most writers keep to the order of the model, so the search begins behind the last find.
            let mut places = (next..N).chain(0..next);
            let Some(place) =
                places.find(|&place| fields.get(place).is_some_and(|field| member.is_named(field.name())))
            else {
                continue;
            };
            next = place + 1;
            let (Some(slot), Some(again)) = (slots.get_mut(place), again.get_mut(place)) else { continue };
            // Once is enough, however often it is there: so a hostile document cannot fill the memory with reports.
            if slot.value.replace(member.value()).is_some() && !std::mem::replace(again, true) {
                self.report(slot.field.path(), ViolationKind::Duplicate)?;
            }
        }
        for slot in &mut slots {
            self.check(slot)?;
        }
        ControlFlow::Continue(slots)
    }

    /// Leaves only a value of the right kind in the slot and reports where there is none.
    fn check(&mut self, slot: &mut Slot<'_, '_>) -> ControlFlow<()> {
        let (field, found) = (slot.field, slot.value.map(|value| value.kind()));
        if found == Some(field.kind()) {
            return ControlFlow::Continue(());
        }
        slot.value = None;
        let kind = match (found, field.presence()) {
            (None | Some(Kind::Null), Presence::Optional) => return ControlFlow::Continue(()),
            (None, Presence::Required) => ViolationKind::Missing,
            (Some(Kind::Null), Presence::Required) => ViolationKind::Null,
            (Some(found), _) => ViolationKind::WrongType { expected: field.kind(), found },
        };
        self.report(field.path(), kind)
    }

    fn report(&mut self, path: &'static str, kind: ViolationKind) -> ControlFlow<()> {
        let violation = Violation::new(path, kind);
        self.failed |= violation.is_fatal();
        self.sink.report(violation)
    }
}
