//! What the columns of a list are called, wherever it comes from.

use crate::record::fold;

/// What a column tells of a patient.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    Title,
    Given,
    /// Further given names.
    Middle,
    Family,
    /// All of the name in one: "SMITH, John (Mr)".
    Name,
    Born,
    NhsNumber,
    HospitalNumber,
    Sex,
    /// A line of the address, or several.
    Address,
    Postcode,
    Phone,
    Email,
    Doctor,
    Practice,
    PracticeAddress,
    PracticePostcode,
}

impl Field {
    pub const ALL: [Self; 17] = [
        Self::Title,
        Self::Given,
        Self::Middle,
        Self::Family,
        Self::Name,
        Self::Born,
        Self::NhsNumber,
        Self::HospitalNumber,
        Self::Sex,
        Self::Address,
        Self::Postcode,
        Self::Phone,
        Self::Email,
        Self::Doctor,
        Self::Practice,
        Self::PracticeAddress,
        Self::PracticePostcode,
    ];

    /// What it is called on the screen and in messages.
    pub fn label(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Given => "given name",
            Self::Middle => "further given names",
            Self::Family => "family name",
            Self::Name => "whole name",
            Self::Born => "date of birth",
            Self::NhsNumber => "NHS number",
            Self::HospitalNumber => "hospital number",
            Self::Sex => "sex",
            Self::Address => "address",
            Self::Postcode => "postcode",
            Self::Phone => "telephone",
            Self::Email => "e-mail",
            Self::Doctor => "GP",
            Self::Practice => "practice",
            Self::PracticeAddress => "practice address",
            Self::PracticePostcode => "practice postcode",
        }
    }

    /// Whether several columns may hold it, one after another.
    pub fn may_repeat(self) -> bool {
        matches!(self, Self::Address | Self::PracticeAddress | Self::Phone)
    }

    /// What a heading stands for, in any case, with any marks and a number after it.
    pub fn of_heading(heading: &str) -> Option<Self> {
        let whole = fold::name(heading);
        named(&whole).or_else(|| {
            let bare = BEFORE.iter().filter_map(|it| whole.strip_prefix(it));
            bare.filter_map(named).next()
        })
    }
}

/// What headings put before what they are of.
const BEFORE: [&str; 4] = ["patients", "patient", "pat", "pt"];

fn named(heading: &str) -> Option<Field> {
    let without_number = heading.trim_end_matches(|c: char| c.is_ascii_digit());
    let names = |field: &(Field, &[&str])| {
        field.1.contains(&heading) || (field.0.may_repeat() && field.1.contains(&without_number))
    };
    NAMES
        .iter()
        .find(|field| names(field))
        .map(|(field, _)| *field)
}

/// Headings as they are found in exports, folded: letters and digits alone.
#[rustfmt::skip]
const NAMES: [(Field, &[&str]); 17] = [
    (Field::Title, &["title", "salutation", "prefix", "honorific"]),
    (
        Field::Given,
        &[
            "given", "givenname", "givennames", "forename", "forenames", "firstname", "firstnames",
            "first", "firstforename", "forename1", "givenname1", "christianname", "fname", "pforename",
        ],
    ),
    (
        Field::Middle,
        &[
            "middlename", "middlenames", "secondforename", "secondname", "othernames",
            "otherforenames", "otherforename", "othergivennames", "middle", "forename2",
            "givenname2", "additionalnames",
        ],
    ),
    (
        Field::Family,
        &[
            "family", "familyname", "surname", "lastname", "last", "sname", "lname", "psurname",
        ],
    ),
    (
        Field::Name,
        &[
            "name", "patient", "fullname", "wholename", "patientname", "nameofpatient",
            "displayname", "surnameforename", "surnameforenames", "surnamefirstname",
            "lastnamefirstname", "surnamegivenname", "familynamegivenname",
        ],
    ),
    (
        Field::Born,
        &[
            "born", "dob", "dateofbirth", "birthdate", "birthday", "dateborn", "bornon",
            "birthdt", "datebirth", "dobirth", "dobddmmyyyy", "dateofbirthddmmyyyy",
        ],
    ),
    (
        Field::NhsNumber,
        &[
            "nhsnumber", "nhsno", "nhs", "nhsnum", "nhsnr", "nnn", "newnhsno", "newnhsnumber",
            "nationalnumber", "nhsid", "nhsidentifier",
        ],
    ),
    (
        Field::HospitalNumber,
        &[
            "hospitalnumber", "hospitalno", "hospitalnum", "hospno", "hospnum", "hospnumber",
            "hospitalid", "mrn", "mrnumber", "medicalrecordnumber", "medicalrecordno", "unitno",
            "unitnumber", "pas", "pasno", "pasnumber", "pasid", "casenoteno", "casenotenumber",
            "casenote", "caseno", "casenumber", "localid", "localpatientid", "districtno",
            "districtnumber", "localidentifier", "patientid", "patientno", "patientnumber", "hosp", "rxrno", "knumber",
            "crn", "hospitalref", "recordnumber", "cnn",
        ],
    ),
    (Field::Sex, &["sex", "gender", "mf", "sexgender", "gendercode", "sexcode"]),
    (
        Field::Address,
        &[
            "address", "addressline", "addr", "addrline", "add", "homeaddress", "street",
            "streetaddress", "house", "housenumber", "town", "towncity", "city", "county",
            "district", "locality", "fulladdress", "posttown", "homeaddressline", "road",
            "correspondenceaddress", "postaladdress", "village", "addresslineone", "currentaddress",
        ],
    ),
    (
        Field::Postcode,
        &["postcode", "postalcode", "pcode", "zip", "zipcode", "homepostcode", "postcd"],
    ),
    (
        Field::Phone,
        &[
            "phone", "phoneno", "phonenumber", "tel", "telno", "telephone", "telephoneno",
            "telephonenumber", "mobile", "mobileno", "mobilenumber", "mobilephone", "hometel",
            "homephone", "hometelephone", "contactnumber", "contactno", "mob", "cell", "telhome",
            "telmobile", "mobiletel", "phonehome", "phonemobile", "worktel", "workphone",
        ],
    ),
    (
        Field::Email,
        &["email", "emailaddress", "emailadd", "mail", "homeemail", "mailaddress"],
    ),
    (
        Field::Doctor,
        &[
            "gp", "gpname", "gpdoctor", "doctor", "registeredgp", "registeredgpname", "usualgp",
            "gpfullname", "familydoctor", "generalpractitioner", "drname", "gpdr", "usualgpname",
        ],
    ),
    (
        Field::Practice,
        &[
            "practice", "practicename", "gppractice", "gppracticename", "surgery", "surgeryname",
            "gpsurgery", "registeredpractice", "healthcentre", "gpsurgeryname", "gporganisation",
        ],
    ),
    (
        Field::PracticeAddress,
        &[
            "gpaddress", "practiceaddress", "surgeryaddress", "gppracticeaddress", "gpaddressline",
            "practiceaddressline", "gpaddr", "gpsurgeryaddress", "practicetown", "gptown",
            "practicecity", "registeredpracticeaddress", "practicestreet",
        ],
    ),
    (
        Field::PracticePostcode,
        &["gppostcode", "practicepostcode", "surgerypostcode", "gppracticepostcode", "gppcode"],
    ),
];
