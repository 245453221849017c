-- One row: n, how many questions were compared with help articles. Over all data.
SELECT count(article) AS n FROM question_article
