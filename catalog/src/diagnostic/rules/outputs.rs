//! Rules for the files that `generate` and the build script write.

super::define_rules! {
    Hard:

    OUTPUT_OUTSIDE = Error "output-outside"
        "The path of an output must be inside the catalog's folder."
        "A catalog from a third party must not be able to overwrite files outside the catalog's folder.";
    OUTPUT_HIDDEN = Error "output-hidden"
        "An output must not be a hidden file, and must not be in a hidden folder."
        "Hidden files such as `.env` and `.git/hooks/pre-commit` configure other programs. A catalog from a third \
         party must not be able to write hidden files.";
    OUTPUT_IS_INPUT = Error "output-is-input"
        "An output must not be a translation, the lock, a file of the catalog, or a file that `include` matches."
        "If an output overwrote the lock or a source file of the catalog, the overwritten content would be lost. If a \
         pattern of `include` matched an output, the next run would read the output as a part of the catalog.";
    DUPLICATE_OUTPUT = Error "duplicate-output"
        "Two outputs must not write to the same file or region."
        "If two outputs wrote to the same file, the second output would overwrite the first output.";
    OUTPUT_KIND = Error "output-kind"
        "An output must have a known kind."
        "If an output of an unknown kind were silently skipped, the run would look successful.";
    OUTPUT_FEATURE = Error "output-feature"
        "The Cargo feature that an output needs must be enabled."
        "Some kinds of outputs need large dependencies, which are compiled only if a feature is enabled. If an output \
         were skipped because its feature is missing, the run would look successful.";
    OUTPUT_OPTION = Error "output-option"
        "Every option of an output must be defined by the output's kind, and must have a valid value."
        "If a mistyped option were ignored, the output would silently use the default of the intended option.";
    OUTPUT_NAME_CLASH = Error "output-name-clash"
        "In the language of an output, the types of two errors must have different names."
        "The type of an error has a suffix in some languages, or if the language already uses the name. A suffix can make \
         two names equal: in OpenAPI, `user_not_found` and `user_not_found_error` are both `UserNotFoundError`. A \
         number behind a name would change the meaning of both names if the order of the errors changed.";
    OUTPUT_TEMPLATE = Error "output-template"
        "The template of an output must exist, must render the catalog, and must write the notice into the first two \
         lines."
        "A value that does not exist, such as a misspelled one, would leave a gap in the generated code. `generate` \
         replaces a file only if it finds the notice of a generated file in the first two lines."
        ["errors.toml" "errors.go.j2"] -> ["errors.go.j2"];
    OUTPUT_REGION = Error "output-region"
        "An output with a `region` must have a format that supports comments."
        "The markers of a region are comments, so a format without comments cannot contain the markers.";
    OUTPUT_UNREADABLE = Error "output-unreadable"
        "An output file that already exists must be readable."
        "`generate` compares the old content of a file with the new content, and keeps the text around a region. If an \
         unreadable file were overwritten, the text around its regions would be lost. A file cannot be inside another file.";
    OUTPUT_EXISTS = Error "output-exists"
        "An output must not replace a file that error-catalog did not generate."
        "If error-catalog replaced a file that a person or another program wrote, the content would be lost."
        ["errors.toml" "docs/errors.md"] -> ["errors.toml"];
    REGION_NAME = Error "region-name"
        "The name of a region must consist of letters, digits, `-`, `_` and `.`."
        "The marker of a region is a comment that contains the name of the region. Other characters, such as `-->`, could \
         end the comment before the end of the name.";
    REGION_MISSING = Error "region-missing"
        "The file of a region must exist, and must contain both markers of the region."
        "For an output in a region, `generate` replaces only the text between the two markers of the region."
        ["errors.toml" "README.md"] -> ["README.md"];
    REGION_TWICE = Error "region-twice"
        "A file must contain each region only once."
        "If a file contained a region twice, only one of the two regions would be kept up to date."
        ["errors.toml" "README.md"] -> ["README.md"];
    REGION_UNCLOSED = Error "region-unclosed"
        "A region must end before the next region begins."
        "Without an end marker, the generated text would replace the rest of the file."
        ["errors.toml" "README.md"] -> ["README.md"];
    REGION_MARKER = Error "region-marker"
        "The generated text for a region must not contain the marker of a region."
        "A marker in the generated text would end the region early. The next run would then leave part of the old text \
         in the file."
        ["errors.toml" "README.md"] -> ["errors.toml"];
}
