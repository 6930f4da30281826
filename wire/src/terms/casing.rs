//! How the words of a key become a code.

terms! {
    /// How a key becomes a code.
    Casing {
        /// `user_not_found`
        Snake = "snake_case",
        /// `USER_NOT_FOUND`
        ScreamingSnake = "SCREAMING_SNAKE_CASE",
        /// `user-not-found`
        Kebab = "kebab-case",
        /// `userNotFound`
        Camel = "camelCase",
        /// `UserNotFound`
        Pascal = "PascalCase",
    }
}
