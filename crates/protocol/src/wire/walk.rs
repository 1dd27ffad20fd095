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
pub(super) type Slot<'d, 'a> = Option<Value<'d, 'a>>;

/// The string in a slot.
pub(super) fn string(slot: Slot<'_, '_>) -> Option<String> {
    slot?.as_str().map(Cow::into_owned)
}

/// The point in time in a slot.
pub(super) fn time(slot: Slot<'_, '_>) -> Option<EpochSeconds> {
    EpochSeconds::parse(slot?.as_number()?.literal()).ok()
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
    /// The fields of the document itself, one slot for each.
    pub(super) fn root<'d, 'a, const N: usize>(
        &mut self,
        root: Value<'d, 'a>,
        fields: &'static [Field; N],
    ) -> ControlFlow<(), [Slot<'d, 'a>; N]> {
        let found = root.kind();
        if found != Kind::Object {
            self.report("", ViolationKind::NotAnObject { found })?;
            return ControlFlow::Continue([None; N]);
        }
        self.object(Some(root), fields)
    }

    /// The fields of an object within the document, one slot for each; they stay empty where there is no object.
    pub(super) fn object<'d, 'a, const N: usize>(
        &mut self,
        object: Slot<'d, 'a>,
        fields: &'static [Field; N],
    ) -> ControlFlow<(), [Slot<'d, 'a>; N]> {
        let mut slots = [None; N];
        if let Some(object) = object {
            self.fill(object, fields, &mut slots)?;
        }
        ControlFlow::Continue(slots)
    }

    /// What a string says, as `parse` understands it.
    pub(super) fn parsed<'a, T, E: Into<ViolationKind>>(
        &mut self,
        slot: Slot<'_, 'a>,
        field: &Field,
        parse: impl FnOnce(Cow<'a, str>) -> Result<T, E>,
    ) -> Step<T> {
        match slot.and_then(|value| value.as_str()).map(parse) {
            None => ControlFlow::Continue(None),
            Some(Ok(value)) => ControlFlow::Continue(Some(value)),
            Some(Err(error)) => {
                self.report(field.path(), error.into())?;
                ControlFlow::Continue(None)
            }
        }
    }

    fn fill<'d, 'a>(
        &mut self,
        object: Value<'d, 'a>,
        fields: &'static [Field],
        slots: &mut [Slot<'d, 'a>],
    ) -> ControlFlow<()> {
        // One bit for each field that was reported as a duplicate. Once is enough, however often it is there: so a
        // hostile document cannot fill the memory with reports.
        let mut reported = 0_u32;
        let mut next = 0;
        for member in object.members() {
            // Most writers keep to the order of the model, so the field behind the last one found is tried first.
            let named = |field: &Field| member.is_named(field.name());
            let place = match fields.get(next) {
                Some(field) if named(field) => Some(next),
                _ => fields.iter().position(named),
            };
            let Some(place) = place else { continue };
            next = place + 1;
            let (Some(field), Some(slot)) = (fields.get(place), slots.get_mut(place)) else { continue };
            let again = slot.is_some();
            *slot = Some(member.value());
            if again && reported & (1 << place) == 0 {
                reported |= 1 << place;
                self.report(field.path(), ViolationKind::Duplicate)?;
            }
        }
        for (field, slot) in fields.iter().zip(slots) {
            let found = slot.as_ref().map(Value::kind);
            if found != Some(field.kind()) {
                *slot = None;
                self.mismatch(field, found)?;
            }
        }
        ControlFlow::Continue(())
    }

    /// Reports a field without a value of its kind, unless it may be absent.
    #[cold]
    fn mismatch(&mut self, field: &Field, found: Option<Kind>) -> ControlFlow<()> {
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
