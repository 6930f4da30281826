//! Words of other languages that do not name a thing. Two messages with different meanings share such words.

/// Function words of German, French and Spanish.
pub(super) const FUNCTION_WORDS: &str = "\
    der die das den dem des ein eine einen einem einer eines ist sind war waren wurde wurden wird werden worden \
    hat haben hatte kann konnte können konnten muss müssen darf dürfen soll nicht kein keine keinen keiner und oder \
    aber mit von vom zu zum zur für auf im am bei aus nach über bereits schon noch mehr nur auch sie ihr ihre ihren \
    es dieser diese dieses diesen wenn bitte leider \
    le la les du un une est sont était été être avoir ont peut peuvent pu doit doivent ne pas plus et ou mais avec \
    pour par dans sur sous ce cet cette ces votre vos vous déjà il elle qui que n'est aux veuillez \
    el los las una unos unas es son fue fueron ser estar está están ha han puede pueden debe deben y o pero con sin \
    por para su sus se ya del al en lo este esta estos no";

/// Characters that nearly all Chinese, Japanese and Korean messages share, such as those of `找不到`, which means `not
/// found`. Each character is a word.
pub(super) const CHARACTERS: &str = "\
    找不到的了是在未无無没沒有能可以请請已被于於为為与與和或见見此该該这這存效効误誤错錯失败敗 \
    찾을를수없있습니다은는이가에의않";

/// The letters of Japanese grammar. Japanese writes most nouns with other characters.
pub(super) const HIRAGANA: std::ops::RangeInclusive<char> = '\u{3041}'..='\u{309f}';
