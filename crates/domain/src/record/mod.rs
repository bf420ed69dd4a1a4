//! The records: a file for each kind, and what is the same for all of them.

pub mod attachment;
pub mod commitment;
pub mod contact;
pub mod issue;
pub mod member;
pub mod observation;
pub mod partner;
pub mod sign_off;
pub mod site;
pub mod visit;

use serde::{Deserialize, Serialize};

use crate::{
    Attachment, AttachmentField, Commitment, CommitmentField, Contact, ContactField, FieldError, FieldSpec, Instant,
    Issue, IssueField, Kind, Member, MemberField, Observation, ObservationField, Partner, PartnerField, Problem,
    RecordRef, Shape, SignOff, SignOffField, Site, SiteField, Visit, VisitField,
};

/// The longest value of a field that is not prose, in bytes of UTF-8.
pub const LONGEST_LINE: usize = 1_000;

/// What the engine asks of every kind.
pub trait Record {
    /// The record that it is part of: with it, it is deleted and restored.
    fn parent(&self) -> Option<RecordRef>;
    /// What it is called in lists and search results; empty when nothing was written yet.
    fn title(&self) -> String;
    /// The names by which it is found first.
    fn names(&self) -> Vec<&str>;
    /// The other words by which it is found.
    fn prose(&self) -> Vec<&str>;
    /// The moment by which it stands in time, if it has one of its own.
    fn moment(&self) -> Option<Instant>;
    /// The records it names, with the number of the field that names them.
    fn links(&self) -> Vec<(u16, RecordRef)>;
    /// The record that this one was found to be the same as.
    fn merged_into(&self) -> Option<RecordRef> {
        None
    }
    /// What a person should put right.
    fn problems(&self) -> Vec<Problem>;
}

macro_rules! kinds {
    ($($kind:ident $field:ident),* $(,)?) => {
        /// A record of any kind, its fields typed.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        pub enum AnyRecord {
            $(#[doc = concat!("See [`", stringify!($kind), "`].")] $kind($kind),)*
        }

        /// A field of any kind, with its value.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        pub enum Field {
            $(#[doc = concat!("See [`", stringify!($field), "`].")] $kind($field),)*
        }

        $(
            impl From<$field> for Field {
                fn from(field: $field) -> Field {
                    Field::$kind(field)
                }
            }

            impl From<$kind> for AnyRecord {
                fn from(record: $kind) -> AnyRecord {
                    AnyRecord::$kind(record)
                }
            }

            impl TryFrom<AnyRecord> for $kind {
                type Error = Kind;

                fn try_from(record: AnyRecord) -> Result<$kind, Kind> {
                    match record {
                        AnyRecord::$kind(record) => Ok(record),
                        other => Err(other.kind()),
                    }
                }
            }
        )*

        impl AnyRecord {
            /// A record of `kind` with nothing in it.
            pub fn empty(kind: Kind) -> AnyRecord {
                match kind {
                    $(Kind::$kind => AnyRecord::$kind($kind::default()),)*
                }
            }

            /// What it is.
            pub fn kind(&self) -> Kind {
                match self {
                    $(AnyRecord::$kind(_) => Kind::$kind,)*
                }
            }

            /// Takes a field's value; of a set, adds the element. A field of another kind is refused.
            ///
            /// # Errors
            /// [`FieldError::Unknown`] with the field's number.
            pub fn set(&mut self, field: Field) -> Result<(), FieldError> {
                match (self, field) {
                    $((AnyRecord::$kind(record), Field::$kind(field)) => record.set(field),)*
                    (_, field) => return Err(FieldError::Unknown(field.number())),
                }
                Ok(())
            }

            /// Every field with its value, of a set each element; empty ones are left out.
            pub fn fields(&self) -> Vec<Field> {
                match self {
                    $(AnyRecord::$kind(record) => record.fields().into_iter().map(Field::$kind).collect(),)*
                }
            }

            /// What is the same for every kind.
            pub fn common(&self) -> &dyn Record {
                match self {
                    $(AnyRecord::$kind(record) => record,)*
                }
            }
        }

        impl Kind {
            /// The fields of this kind, in the order of their numbers.
            pub fn fields(self) -> &'static [FieldSpec] {
                match self {
                    $(Kind::$kind => $kind::FIELDS,)*
                }
            }
        }

        impl Field {
            /// The kind it is a field of.
            pub fn kind(&self) -> Kind {
                match self {
                    $(Field::$kind(_) => Kind::$kind,)*
                }
            }

            /// The number it is stored under.
            pub fn number(&self) -> u16 {
                match self {
                    $(Field::$kind(field) => field.number(),)*
                }
            }

            /// The value as CBOR.
            pub fn encode(&self) -> Vec<u8> {
                match self {
                    $(Field::$kind(field) => field.encode(),)*
                }
            }

            /// Field `number` of `kind`, one of one value, as it stands in an empty record.
            pub fn empty(kind: Kind, number: u16) -> Option<Field> {
                match kind {
                    $(Kind::$kind => $field::empty(number).map(Field::$kind),)*
                }
            }

            /// Reads the value of field `number` of `kind`.
            ///
            /// # Errors
            /// [`FieldError`] for a number or a value that this version cannot read.
            pub fn decode(kind: Kind, number: u16, bytes: &[u8]) -> Result<Field, FieldError> {
                match kind {
                    $(Kind::$kind => $field::decode(number, bytes).map(Field::$kind),)*
                }
            }
        }
    };
}

kinds! {
    Partner PartnerField,
    Site SiteField,
    Contact ContactField,
    Visit VisitField,
    Observation ObservationField,
    Attachment AttachmentField,
    Member MemberField,
    Issue IssueField,
    Commitment CommitmentField,
    SignOff SignOffField,
}

impl Kind {
    /// The field of this kind with `number`.
    pub fn field(self, number: u16) -> Option<&'static FieldSpec> {
        self.fields().iter().find(|spec| spec.number == number)
    }
}

impl Field {
    /// How it merges. A field that is read by this version always has a shape.
    pub fn shape(&self) -> Shape {
        self.kind().field(self.number()).map_or(Shape::One, |spec| spec.shape)
    }

    /// A field of prose with `text` as its value.
    ///
    /// # Errors
    /// [`FieldError`] where the field is not one of prose.
    pub fn prose(kind: Kind, number: u16, text: &str) -> Result<Field, FieldError> {
        match kind.field(number) {
            Some(spec) if spec.shape == Shape::Text => {
                Field::decode(kind, number, &crate::field::to_cbor(&text.to_owned()))
            }
            _ => Err(FieldError::Unknown(number)),
        }
    }

    /// The text of a field of prose.
    pub fn text(&self) -> Option<String> {
        (self.shape() == Shape::Text).then(|| crate::field::from_cbor(&self.encode())).flatten()
    }
}

/// `NameMissing` for a blank name, `TooLong` for one that is longer than a line may be.
fn name_problems(name: &str) -> Vec<Problem> {
    let mut problems = Vec::new();
    if name.trim().is_empty() {
        problems.push(Problem::NameMissing);
    }
    if name.len() > LONGEST_LINE {
        problems.push(Problem::TooLong);
    }
    problems
}

/// `ZoneUnknown` for a zone that is given and does not look like one.
fn zone_problem(zone: &str) -> Option<Problem> {
    (!zone.is_empty() && !crate::zone::looks_like_zone(zone)).then_some(Problem::ZoneUnknown)
}

/// The fields of these numbers as bytes. Empty ones are not in them, so a field that is added later changes nothing
/// for records that do not have it; elements of a set are put in order.
fn signed_bytes(numbers: &[u16], fields: impl Iterator<Item = (u16, Vec<u8>)>) -> Vec<u8> {
    let mut parts: Vec<_> = fields.filter(|(number, _)| numbers.contains(number)).collect();
    parts.sort();
    let mut bytes = Vec::new();
    for (number, value) in parts {
        bytes.extend(number.to_be_bytes());
        bytes.extend(u64::try_from(value.len()).unwrap_or(u64::MAX).to_be_bytes());
        bytes.extend(value);
    }
    bytes
}

/// Borrowed strings of a list, for `names` and `prose`.
fn strs(list: &[String]) -> impl Iterator<Item = &str> {
    list.iter().map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_fields_are_unique_and_start_at_one() {
        for kind in Kind::ALL {
            let mut numbers: Vec<_> = kind.fields().iter().map(|spec| spec.number).collect();
            numbers.sort_unstable();
            numbers.dedup();
            assert_eq!(numbers.len(), kind.fields().len(), "{kind:?} uses a number twice");
            assert!(!numbers.contains(&0), "{kind:?}: zero is no field");
        }
    }

    #[test]
    fn a_field_of_another_kind_is_refused() {
        let mut partner = AnyRecord::empty(Kind::Partner);
        assert!(partner.set(VisitField::Purpose("audit".into()).into()).is_err());
    }
}
