//! How every parsed text is made: one private string that has passed one row of the constraint table.

/// Declares a text type with the limits of one row of [`crate::constraint`].
macro_rules! text_type {
    ($(#[$attribute:meta])* $name:ident, $constraint:path) => {
        $(#[$attribute])*
        #[derive(Clone, Eq, Hash, Ord, PartialEq, PartialOrd)]
        pub struct $name(String);

        impl $name {
            /// Takes a text that keeps to the limits.
            ///
            /// # Errors
            ///
            /// Says which limit the text breaks.
            pub fn parse(text: impl AsRef<str>) -> Result<Self, $crate::NameError> {
                let text = text.as_ref();
                $constraint.check(text)?;
                Ok(Self(text.to_owned()))
            }

            /// The text itself.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        $crate::text::text_traits!($name, $crate::NameError);
    };
}

/// The standard traits of a type with `parse` and `as_str`.
macro_rules! text_traits {
    ($name:ident, $error:path) => {
        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_tuple(stringify!($name)).field(&self.as_str()).finish()
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::parse(text)
            }
        }

        impl TryFrom<&str> for $name {
            type Error = $error;

            fn try_from(text: &str) -> Result<Self, Self::Error> {
                Self::parse(text)
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.as_str().to_owned()
            }
        }
    };
}

pub(crate) use {text_traits, text_type};
