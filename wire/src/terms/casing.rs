//! The casing of codes.

terms! {
    /// How the words of an error's key become its code.
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
