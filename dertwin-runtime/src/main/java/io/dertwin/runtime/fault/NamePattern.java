package io.dertwin.runtime.fault;

/**
 * A name in which {@code *} stands for anything. Whoever asks never waits: not even a malicious pattern takes longer than
 * the product of the two lengths.
 *
 * @param text the name as the user wrote it; several stars in a row are one
 */
record NamePattern(String text) {

    NamePattern {
        text = text.replaceAll("\\*+", "*");
    }

    boolean matches(String name) {
        int inText = 0;
        int inName = 0;
        int lastStar = -1;
        int afterStar = -1;
        while (inName < name.length()) {
            if (inText < text.length() && text.charAt(inText) == '*') {
                lastStar = inText++;
                afterStar = inName;
            } else if (inText < text.length() && text.charAt(inText) == name.charAt(inName)) {
                inText++;
                inName++;
            } else if (lastStar >= 0) {
                // only the last star need take in more: what is before it has found its earliest place
                inText = lastStar + 1;
                inName = ++afterStar;
            } else {
                return false;
            }
        }
        return hasOnlyStarsFrom(inText);
    }

    private boolean hasOnlyStarsFrom(int index) {
        for (int i = index; i < text.length(); i++) {
            if (text.charAt(i) != '*') {
                return false;
            }
        }
        return true;
    }
}
