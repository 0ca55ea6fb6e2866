//! The watermark of a proof: large pale words across every page, hung on the page's head.

use docx_rs::XMLDocx;

/// What every page of a proof says.
pub(super) const WORDS: &str = "PROOF \u{2013} NOT SIGNED";

/// Hangs the words on each head of the document, behind the text and turned. They are set as Word
/// itself sets a watermark, which LibreOffice reads too.
pub(super) fn hang(package: &mut XMLDocx) {
    for head in &mut package.headers {
        let text = String::from_utf8_lossy(head);
        if let Some(end) = text.find("</w:p>") {
            *head = format!("{}{}{}", &text[..end], mark(), &text[end..]).into_bytes();
        }
    }
}

fn mark() -> String {
    format!(
        "<w:r><w:rPr><w:noProof/></w:rPr><w:pict xmlns:v=\"urn:schemas-microsoft-com:vml\" \
         xmlns:o=\"urn:schemas-microsoft-com:office:office\" \
         xmlns:w10=\"urn:schemas-microsoft-com:office:word\">{SHAPE_TYPE}\
         <v:shape id=\"PowerPlusWaterMarkObject1\" o:spid=\"_x0000_s2049\" \
         type=\"#_x0000_t136\" alt=\"{WORDS}\" style=\"position:absolute;margin-left:0;\
         margin-top:0;width:500pt;height:62pt;rotation:315;z-index:-251658752;\
         mso-position-horizontal:center;mso-position-horizontal-relative:margin;\
         mso-position-vertical:center;mso-position-vertical-relative:margin\" \
         o:allowincell=\"f\" fillcolor=\"#b0b0b0\" stroked=\"f\">\
         <v:fill opacity=\".5\"/>\
         <v:textpath style=\"font-family:&quot;Arial&quot;;font-size:1pt\" string=\"{WORDS}\"/>\
         <w10:wrap anchorx=\"margin\" anchory=\"margin\"/></v:shape></w:pict></w:r>"
    )
}

/// Text along a straight line, which a shape of that type is.
const SHAPE_TYPE: &str = "<v:shapetype id=\"_x0000_t136\" coordsize=\"21600,21600\" o:spt=\"136\" \
    adj=\"10800\" path=\"m@7,l@8,m@5,21600l@6,21600e\"><v:formulas>\
    <v:f eqn=\"sum #0 0 10800\"/><v:f eqn=\"prod #0 2 1\"/><v:f eqn=\"sum 21600 0 @1\"/>\
    <v:f eqn=\"sum 0 0 @2\"/><v:f eqn=\"sum 21600 0 @3\"/><v:f eqn=\"if @0 @3 0\"/>\
    <v:f eqn=\"if @0 21600 @1\"/><v:f eqn=\"if @0 0 @2\"/><v:f eqn=\"if @0 @4 21600\"/>\
    <v:f eqn=\"mid @5 @6\"/><v:f eqn=\"mid @8 @5\"/><v:f eqn=\"mid @7 @8\"/>\
    <v:f eqn=\"mid @6 @7\"/><v:f eqn=\"sum @6 0 @5\"/></v:formulas>\
    <v:path textpathok=\"t\" o:connecttype=\"custom\" \
    o:connectlocs=\"@9,0;@10,10800;@11,21600;@12,10800\" o:connectangles=\"270,180,90,0\"/>\
    <v:textpath on=\"t\" fitshape=\"t\"/><v:handles><v:h position=\"#0,bottomRight\" \
    xrange=\"6629,14971\"/></v:handles><o:lock v:ext=\"edit\" text=\"t\" shapetype=\"t\"/>\
    </v:shapetype>";
