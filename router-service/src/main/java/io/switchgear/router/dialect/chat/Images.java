package io.switchgear.router.dialect.chat;

/** Pictures by URL, as OpenAI writes them. */
public final class Images {

    private static final String BASE64 = ";base64,";

    private Images() {}

    /** A {@code data:} URL is a picture in the message, any other one a link. */
    public static Part of(String url, String field) {
        if (!url.startsWith("data:")) {
            return new Part.ImageLink(url);
        }
        int comma = url.indexOf(BASE64);
        if (comma < 0) {
            throw Untranslatable.invalid(field, "must be a link, or a data URL in base64");
        }
        return new Part.Image(url.substring("data:".length(), comma), url.substring(comma + BASE64.length()));
    }

    public static String dataUrl(Part.Image image) {
        return "data:" + image.mediaType() + BASE64 + image.base64();
    }
}
