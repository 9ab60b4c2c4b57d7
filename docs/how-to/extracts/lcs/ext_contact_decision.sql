-- ext_contact_decision, from Liquidlogic LCS, in Oracle's words.
-- What a manager decided on a contact or a referral, and when.
-- Cannot be asked without it: CON-01, CON-03, REF-01.
-- Also read for: nothing.
-- An example, and untried: no council's database was at hand. Put your own names for every <<...>>.
-- What is not in <<...>> is named in Data to Insight's published extract scripts (docs/how-to/extracts.md).

SELECT
    contact.FACT_CONTACT_ID AS contact_id,
    contact.<<referral the contact led to>> AS referral_id,
    contact.<<when the manager decided>> AS decided_at,
    CASE WHEN contact.OUTCOME_NEW_REFERRAL_FLAG = 'Y' THEN 'referral' WHEN contact.OUTCOME_NFA_FLAG = 'Y' THEN 'no further action' END AS decision
FROM Child_Social.FACT_CONTACTS contact
WHERE contact.DIM_PERSON_ID <> -1
