/** What an English speaker expects to hear, written out, as slovene-tables.ts. */
const list = (text: string): readonly string[] => text.split(',').map((item) => item.trim());

/** 0 to 100. */
export const cardinals = list(`
zero, one, two, three, four, five, six, seven, eight, nine,
ten, eleven, twelve, thirteen, fourteen, fifteen, sixteen, seventeen, eighteen, nineteen,
twenty, twenty-one, twenty-two, twenty-three, twenty-four, twenty-five, twenty-six, twenty-seven, twenty-eight, twenty-nine,
thirty, thirty-one, thirty-two, thirty-three, thirty-four, thirty-five, thirty-six, thirty-seven, thirty-eight, thirty-nine,
forty, forty-one, forty-two, forty-three, forty-four, forty-five, forty-six, forty-seven, forty-eight, forty-nine,
fifty, fifty-one, fifty-two, fifty-three, fifty-four, fifty-five, fifty-six, fifty-seven, fifty-eight, fifty-nine,
sixty, sixty-one, sixty-two, sixty-three, sixty-four, sixty-five, sixty-six, sixty-seven, sixty-eight, sixty-nine,
seventy, seventy-one, seventy-two, seventy-three, seventy-four, seventy-five, seventy-six, seventy-seven, seventy-eight, seventy-nine,
eighty, eighty-one, eighty-two, eighty-three, eighty-four, eighty-five, eighty-six, eighty-seven, eighty-eight, eighty-nine,
ninety, ninety-one, ninety-two, ninety-three, ninety-four, ninety-five, ninety-six, ninety-seven, ninety-eight, ninety-nine,
one hundred
`);

/** 1 to 100. */
export const ordinals = list(`
first, second, third, fourth, fifth, sixth, seventh, eighth, ninth, tenth,
eleventh, twelfth, thirteenth, fourteenth, fifteenth, sixteenth, seventeenth, eighteenth, nineteenth, twentieth,
twenty-first, twenty-second, twenty-third, twenty-fourth, twenty-fifth, twenty-sixth, twenty-seventh, twenty-eighth, twenty-ninth, thirtieth,
thirty-first, thirty-second, thirty-third, thirty-fourth, thirty-fifth, thirty-sixth, thirty-seventh, thirty-eighth, thirty-ninth, fortieth,
forty-first, forty-second, forty-third, forty-fourth, forty-fifth, forty-sixth, forty-seventh, forty-eighth, forty-ninth, fiftieth,
fifty-first, fifty-second, fifty-third, fifty-fourth, fifty-fifth, fifty-sixth, fifty-seventh, fifty-eighth, fifty-ninth, sixtieth,
sixty-first, sixty-second, sixty-third, sixty-fourth, sixty-fifth, sixty-sixth, sixty-seventh, sixty-eighth, sixty-ninth, seventieth,
seventy-first, seventy-second, seventy-third, seventy-fourth, seventy-fifth, seventy-sixth, seventy-seventh, seventy-eighth, seventy-ninth, eightieth,
eighty-first, eighty-second, eighty-third, eighty-fourth, eighty-fifth, eighty-sixth, eighty-seventh, eighty-eighth, eighty-ninth, ninetieth,
ninety-first, ninety-second, ninety-third, ninety-fourth, ninety-fifth, ninety-sixth, ninety-seventh, ninety-eighth, ninety-ninth, one hundredth
`);

/** 0 to 120. */
export const minutes = list(`
zero minutes, one minute, two minutes, three minutes, four minutes, five minutes, six minutes, seven minutes, eight minutes, nine minutes,
ten minutes, eleven minutes, twelve minutes, thirteen minutes, fourteen minutes, fifteen minutes, sixteen minutes, seventeen minutes, eighteen minutes, nineteen minutes,
twenty minutes, twenty-one minutes, twenty-two minutes, twenty-three minutes, twenty-four minutes, twenty-five minutes, twenty-six minutes, twenty-seven minutes, twenty-eight minutes, twenty-nine minutes,
thirty minutes, thirty-one minutes, thirty-two minutes, thirty-three minutes, thirty-four minutes, thirty-five minutes, thirty-six minutes, thirty-seven minutes, thirty-eight minutes, thirty-nine minutes,
forty minutes, forty-one minutes, forty-two minutes, forty-three minutes, forty-four minutes, forty-five minutes, forty-six minutes, forty-seven minutes, forty-eight minutes, forty-nine minutes,
fifty minutes, fifty-one minutes, fifty-two minutes, fifty-three minutes, fifty-four minutes, fifty-five minutes, fifty-six minutes, fifty-seven minutes, fifty-eight minutes, fifty-nine minutes,
sixty minutes, sixty-one minutes, sixty-two minutes, sixty-three minutes, sixty-four minutes, sixty-five minutes, sixty-six minutes, sixty-seven minutes, sixty-eight minutes, sixty-nine minutes,
seventy minutes, seventy-one minutes, seventy-two minutes, seventy-three minutes, seventy-four minutes, seventy-five minutes, seventy-six minutes, seventy-seven minutes, seventy-eight minutes, seventy-nine minutes,
eighty minutes, eighty-one minutes, eighty-two minutes, eighty-three minutes, eighty-four minutes, eighty-five minutes, eighty-six minutes, eighty-seven minutes, eighty-eight minutes, eighty-nine minutes,
ninety minutes, ninety-one minutes, ninety-two minutes, ninety-three minutes, ninety-four minutes, ninety-five minutes, ninety-six minutes, ninety-seven minutes, ninety-eight minutes, ninety-nine minutes,
one hundred minutes, one hundred and one minutes, one hundred and two minutes, one hundred and three minutes, one hundred and four minutes, one hundred and five minutes, one hundred and six minutes, one hundred and seven minutes, one hundred and eight minutes, one hundred and nine minutes,
one hundred and ten minutes, one hundred and eleven minutes, one hundred and twelve minutes, one hundred and thirteen minutes, one hundred and fourteen minutes, one hundred and fifteen minutes, one hundred and sixteen minutes, one hundred and seventeen minutes, one hundred and eighteen minutes, one hundred and nineteen minutes,
one hundred and twenty minutes
`);

/** 0 to 23. */
export const hours = list(`
at midnight, at one in the morning, at two in the morning, at three in the morning, at four in the morning,
at five in the morning, at six in the morning, at seven in the morning, at eight in the morning, at nine in the morning,
at ten in the morning, at eleven in the morning, at noon, at one in the afternoon, at two in the afternoon,
at three in the afternoon, at four in the afternoon, at five in the afternoon, at six in the evening, at seven in the evening,
at eight in the evening, at nine in the evening, at ten in the evening, at eleven in the evening
`);

/** Monday to Sunday. */
export const onWeekday = list(`
on Monday, on Tuesday, on Wednesday, on Thursday, on Friday, on Saturday, on Sunday
`);

/** 1 to 31. */
export const days = list(`
the first, the second, the third, the fourth, the fifth, the sixth, the seventh, the eighth, the ninth, the tenth,
the eleventh, the twelfth, the thirteenth, the fourteenth, the fifteenth, the sixteenth, the seventeenth, the eighteenth,
the nineteenth, the twentieth, the twenty-first, the twenty-second, the twenty-third, the twenty-fourth, the twenty-fifth,
the twenty-sixth, the twenty-seventh, the twenty-eighth, the twenty-ninth, the thirtieth, the thirty-first
`);

/** January to December. */
export const months = list(`
of January, of February, of March, of April, of May, of June, of July, of August, of September, of October, of November,
of December
`);
